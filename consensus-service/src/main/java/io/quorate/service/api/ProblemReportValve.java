package io.quorate.service.api;

import java.io.IOException;
import java.util.function.Supplier;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.tomcat.util.ExceptionUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reports as a problem what fails before or behind Spring, where Tomcat would write a page of
/// HTML.
final class ProblemReportValve extends ErrorReportValve {
  private static final Logger log = LoggerFactory.getLogger(ProblemReportValve.class);

  private final Supplier<ResponseWriter> writer;

  ProblemReportValve(Supplier<ResponseWriter> writer) {
    this.writer = writer;
  }

  @Override
  protected void report(Request request, Response response, @Nullable Throwable failure) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    if (failure != null && status >= 500) {
      log.error("a request failed", failure);
    }
    try {
      writer.get().problem(response, Problems.ofStatus(status, "request", detail(status)));
      response.finishResponse();
    } catch (IOException | IllegalStateException gone) {
      ExceptionUtils.handleThrowable(gone);
    }
  }

  private static String detail(int status) {
    return switch (status) {
      case 400 -> "is malformed: its path, its headers or its framing";
      case 404 -> "There is no such route.";
      case 405 -> "This method is not served here.";
      default -> "The request was refused with status " + status + ".";
    };
  }
}
