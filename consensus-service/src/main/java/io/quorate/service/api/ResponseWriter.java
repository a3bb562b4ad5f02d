package io.quorate.service.api;

import io.quorate.core.keyspace.Entry;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Component;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/// Writes bodies straight to the response: in one piece with its length, unless it may be long.
@Component
final class ResponseWriter {
  private static final String RETRY_AFTER_SECONDS = "1";

  private final JsonMapper json;
  private final ObjectWriter streaming;

  ResponseWriter(JsonMapper json) {
    this.json = json;
    // The end of a response is the container's: a small one gets its length.
    this.streaming =
        json.writer()
            .without(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .without(StreamWriteFeature.FLUSH_PASSED_TO_STREAM);
  }

  void json(HttpServletResponse response, int status, Object body) throws IOException {
    bytes(response, status, "application/json", json.writeValueAsBytes(body));
  }

  /// A body of any size, in pieces as they are made. Where that fails, what has left is no JSON.
  void stream(HttpServletResponse response, int status, Object body) throws IOException {
    response.setStatus(status);
    response.setContentType("application/json");
    try {
      streaming.writeValue(response.getOutputStream(), body);
    } catch (JacksonIOException gone) {
      throw gone.getCause();
    }
  }

  void problem(HttpServletResponse response, Problem problem) throws IOException {
    if (problem.isPassing()) {
      response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
    }
    bytes(response, problem.status(), Problem.MEDIA_TYPE, json.writeValueAsBytes(problem));
  }

  /// The value itself; what is known of it goes into headers.
  void value(HttpServletResponse response, String contentType, Entry entry) throws IOException {
    response.setHeader(QuorateHeaders.CREATE_REVISION, Long.toString(entry.createRevision()));
    response.setHeader(QuorateHeaders.MOD_REVISION, Long.toString(entry.modRevision()));
    response.setHeader(QuorateHeaders.VERSION, Long.toString(entry.version()));
    if (entry.leaseId() != Entry.NO_LEASE) {
      response.setHeader(QuorateHeaders.LEASE_ID, Long.toString(entry.leaseId()));
    }
    value(response, contentType, entry.value());
  }

  /// A value that nothing more is known of.
  void value(HttpServletResponse response, String contentType, byte[] value) throws IOException {
    // Values are the callers' own: no browser shall take one for a page of this service.
    response.setHeader("X-Content-Type-Options", "nosniff");
    bytes(response, HttpServletResponse.SC_OK, contentType, value);
  }

  private static void bytes(
      HttpServletResponse response, int status, String contentType, byte[] body)
      throws IOException {
    response.setStatus(status);
    response.setContentType(contentType);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
