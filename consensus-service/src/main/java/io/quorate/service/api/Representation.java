package io.quorate.service.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/// In which form a caller wants a key or a register (RFC 9110, section 12.5.1).
enum Representation {
  /// The entry as JSON.
  JSON,
  /// The value itself, as bytes.
  BYTES,
  /// The value itself, as text.
  TEXT;

  private MediaType mediaType() {
    return switch (this) {
      case JSON -> MediaType.APPLICATION_JSON;
      case BYTES -> MediaType.APPLICATION_OCTET_STREAM;
      case TEXT -> MediaType.TEXT_PLAIN;
    };
  }

  /// The content type of this value in this form. One that is no UTF-8 is never called text,
  /// whatever the caller hoped for.
  String typeOf(byte[] value) {
    boolean isText = this == TEXT && Values.text(value).isPresent();
    return isText ? "text/plain;charset=UTF-8" : MediaType.APPLICATION_OCTET_STREAM_VALUE;
  }

  /// The form that an `Accept` header likes best; between equals the one it names most precisely,
  /// then JSON.
  ///
  /// @throws ProblemException when it accepts none of them, or is malformed
  static Representation wantedBy(HttpServletRequest request) {
    String accept = request.getHeader("Accept");
    return accept == null || accept.equals("*/*") || accept.equals("application/json")
        ? JSON
        : best(ranges(accept));
  }

  private static Representation best(List<MediaType> ranges) {
    @Nullable Representation best = null;
    double bestScore = 0;
    for (Representation candidate : values()) {
      double score = candidate.score(ranges);
      if (score > bestScore) {
        best = candidate;
        bestScore = score;
      }
    }
    if (best == null) {
      throw new ProblemException(
          Problems.ofStatus(
              406,
              "Accept",
              "A value is application/json, application/octet-stream or text/plain."));
    }
    return best;
  }

  /// The quality of the most precise range that includes this form, and a little more for being
  /// precise; 0 when none does.
  private double score(List<MediaType> ranges) {
    int precision = -1;
    double quality = 0;
    for (MediaType range : ranges) {
      if (range.includes(mediaType()) && precision(range) > precision) {
        precision = precision(range);
        quality = range.getQualityValue();
      }
    }
    return quality == 0 ? 0 : quality + precision * 1e-6;
  }

  private static int precision(MediaType range) {
    return range.isWildcardType() ? 0 : range.isWildcardSubtype() ? 1 : 2;
  }

  private static List<MediaType> ranges(String accept) {
    try {
      return MediaType.parseMediaTypes(accept);
    } catch (InvalidMediaTypeException malformed) {
      throw ProblemException.invalid("Accept", "is malformed");
    }
  }
}
