package io.quorate.service.api;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What went wrong with a request (RFC 9457).
///
/// @param type `/problems/<name>`, stable: what a program decides by
/// @param title the kind of problem in words
/// @param status the HTTP status
/// @param detail what went wrong this time
/// @param more the fields of this kind of problem
@JsonPropertyOrder({"type", "title", "status", "detail"})
record Problem(
    @Schema(example = "/problems/invalid-request") String type,
    @Schema(example = "Invalid request") String title,
    @Schema(example = "400") int status,
    @Schema(example = "Quorate-Timeout-Ms is a whole number from 1 on") String detail,
    @JsonAnyGetter @Schema(hidden = true) Map<String, @Nullable Object> more) {

  static final String MEDIA_TYPE = "application/problem+json";

  static Problem of(int status, String name, String title, String detail) {
    return new Problem("/problems/" + name, title, status, detail, Map.of());
  }

  /// The same problem with another field of its kind.
  Problem with(String field, @Nullable Object value) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>(more);
    fields.put(field, value);
    return new Problem(type, title, status, detail, Collections.unmodifiableMap(fields));
  }

  /// Whether the same request may well succeed a moment later.
  boolean isPassing() {
    return status == 429 || status == 503;
  }
}
