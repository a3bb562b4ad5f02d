package io.quorate.service.api;

import java.io.IOException;
import java.util.function.Supplier;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11InputBuffer;
import org.apache.tomcat.util.ExceptionUtils;
import org.apache.tomcat.util.res.StringManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reports as a problem what fails before or behind Spring, where Tomcat would write a page of
/// HTML.
final class ProblemReportValve extends ErrorReportValve {
  private static final Logger log = LoggerFactory.getLogger(ProblemReportValve.class);

  /// What Tomcat says of a request line or headers that do not fit its buffer: the same exception
  /// as for anything else that is wrong with them.
  private static final String HEAD_TOO_LARGE =
      StringManager.getManager(Http11InputBuffer.class)
          .getString("iib.requestheadertoolarge.error");

  private final Supplier<ResponseWriter> writer;
  private final int keyLimit;

  /// @param keyLimit how many bytes a key may have
  ProblemReportValve(Supplier<ResponseWriter> writer, int keyLimit) {
    this.writer = writer;
    this.keyLimit = keyLimit;
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
      writer.get().problem(response, problem(request, status, failure));
      response.finishResponse();
    } catch (IOException | IllegalStateException gone) {
      ExceptionUtils.handleThrowable(gone);
    }
  }

  private Problem problem(Request request, int status, @Nullable Throwable failure) {
    if (failure == null || !HEAD_TOO_LARGE.equals(failure.getMessage())) {
      return Problems.ofStatus(status, "request", detail(status));
    }
    // Nothing but a key makes a request line so long.
    return request.getRequestURI() == null
        ? Problems.tooLarge("key", keyLimit)
        : Problems.tooLarge("request line with its headers", headLimit(request));
  }

  private static int headLimit(Request request) {
    return request.getConnector().getProtocolHandler() instanceof AbstractHttp11Protocol<?> http
        ? http.getMaxHttpRequestHeaderSize()
        : 0;
  }

  private static String detail(int status) {
    return switch (status) {
      case 400 -> "is malformed: its path, its headers or its framing";
      case 404 -> "There is no such route.";
      case 405 -> "This method is not served here.";
      case 417 -> "Nothing but '100-continue' is understood in Expect.";
      default -> "The request was refused with status " + status + ".";
    };
  }
}
