package io.quorate.service.api;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.coyote.BadRequestException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/// Turns whatever a controller, or Spring on the way to one, throws into a problem.
@RestControllerAdvice
final class ProblemAdvice {
  private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

  private final ResponseWriter writer;

  ProblemAdvice(ResponseWriter writer) {
    this.writer = writer;
  }

  @ExceptionHandler
  void answer(ProblemException answer, HttpServletResponse response) throws IOException {
    writer.problem(response, answer.problem());
  }

  @ExceptionHandler
  void unreadable(HttpMessageNotReadableException malformed, HttpServletResponse response)
      throws IOException {
    writer.problem(response, Problems.ofStatus(400, "body", "cannot be read as this request"));
  }

  /// The body did not come as it was announced: its framing is wrong, or its caller went away.
  @ExceptionHandler
  void broken(BadRequestException broken, HttpServletResponse response) throws IOException {
    log.debug("a body did not come whole: {}", broken.toString());
    if (!response.isCommitted()) {
      response.setHeader(HttpHeaders.CONNECTION, "close");
      writer.problem(response, Problems.ofStatus(400, "body", "does not come as it is framed"));
    }
  }

  /// Spring names the methods that have a controller; it serves two more by itself.
  @ExceptionHandler
  void notServed(HttpRequestMethodNotSupportedException refused, HttpServletResponse response)
      throws IOException {
    Set<String> served = new TreeSet<>(Set.of("OPTIONS"));
    Collections.addAll(
        served, Objects.requireNonNullElse(refused.getSupportedMethods(), new String[0]));
    if (served.contains("GET")) {
      served.add("HEAD");
    }
    String allowed = String.join(", ", served);
    response.setHeader(HttpHeaders.ALLOW, allowed);
    String detail = "%s is not served here; %s are.".formatted(refused.getMethod(), allowed);
    writer.problem(response, Problems.ofStatus(405, "method", detail));
  }

  /// A caller that went away needs no answer.
  @ExceptionHandler
  void gone(IOException gone, HttpServletResponse response) throws IOException {
    log.debug("a caller went away: {}", gone.toString());
    fail(response);
  }

  @ExceptionHandler
  void other(Exception failure, HttpServletResponse response) throws IOException {
    if (!(failure instanceof ErrorResponse known) || known.getStatusCode().is5xxServerError()) {
      log.error("a request failed", failure);
      fail(response);
      return;
    }
    known.getHeaders().forEach((name, values) -> copy(name, values, response));
    int status = known.getStatusCode().value();
    String detail = Objects.requireNonNullElse(known.getBody().getDetail(), "");
    writer.problem(response, Problems.ofStatus(status, "request", detail));
  }

  private static void copy(String name, Iterable<String> values, HttpServletResponse response) {
    if (!name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)) {
      response.setHeader(name, String.join(", ", values));
    }
  }

  private void fail(HttpServletResponse response) throws IOException {
    if (!response.isCommitted()) {
      response.resetBuffer();
      writer.problem(response, Problems.internalError());
    }
  }
}
