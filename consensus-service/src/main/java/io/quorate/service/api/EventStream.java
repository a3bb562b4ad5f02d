package io.quorate.service.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A response that goes on: events, each sent at once.
final class EventStream {
  /// The longest time without an event, by which both sides find out that the other is gone.
  static final Duration PROGRESS = Duration.ofSeconds(5);

  /// How events are written.
  enum Form {
    /// Server-sent events.
    SSE("text/event-stream"),
    /// One JSON object a line, whose field `event` says what it is.
    NDJSON("application/x-ndjson");

    private final String mediaType;

    Form(String mediaType) {
      this.mediaType = mediaType;
    }

    /// The first of the two that a request accepts.
    ///
    /// @throws ProblemException when it accepts neither
    static Form wantedBy(HttpServletRequest request) {
      String accept = request.getHeader("Accept");
      if (accept == null) {
        return SSE;
      }
      try {
        List<MediaType> accepted = MediaType.parseMediaTypes(accept);
        for (Form form : values()) {
          MediaType type = MediaType.parseMediaType(form.mediaType);
          if (accepted.stream().anyMatch(one -> one.includes(type) && one.getQualityValue() > 0)) {
            return form;
          }
        }
      } catch (InvalidMediaTypeException malformed) {
        throw ProblemException.invalid("Accept", "is malformed");
      }
      throw new ProblemException(
          Problems.ofStatus(406, "Accept", "It is text/event-stream or application/x-ndjson."));
    }
  }

  private final Form form;
  private final JsonMapper json;
  private final OutputStream out;
  private final HttpServletResponse response;

  /// Sends the headers.
  EventStream(Form form, JsonMapper json, HttpServletResponse response) throws IOException {
    this.form = form;
    this.json = json;
    this.response = response;
    response.setStatus(HttpServletResponse.SC_OK);
    response.setContentType(form.mediaType);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Accel-Buffering", "no");
    this.out = response.getOutputStream();
    response.flushBuffer();
  }

  /// Sends one event.
  void send(String event, Optional<String> id, Object data) throws IOException {
    switch (form) {
      case SSE -> {
        String head = id.map("id: %s\n"::formatted).orElse("") + "event: " + event + "\ndata: ";
        out.write(head.getBytes(UTF_8));
        out.write(json.writeValueAsBytes(data));
        out.write("\n\n".getBytes(UTF_8));
      }
      case NDJSON -> {
        ObjectNode line = json.createObjectNode().put("event", event);
        line.setAll((ObjectNode) json.valueToTree(data));
        out.write(json.writeValueAsBytes(line));
        out.write('\n');
      }
    }
    response.flushBuffer();
  }
}
