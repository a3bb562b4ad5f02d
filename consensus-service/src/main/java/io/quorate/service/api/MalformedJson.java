package io.quorate.service.api;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamLocation;

/// Says what is wrong with JSON to who wrote it: the place in it, and nothing of the parser.
final class MalformedJson {
  private static final int MAX_PATH = 100;

  /// What Jackson's sentences say of where its bytes came from.
  private static final Pattern SOURCE =
      Pattern.compile("\\s*\\(?(?:start marker )?at \\[Source:[^\\]]*]\\)?");

  private MalformedJson() {}

  /// The answer to a body that is no JSON.
  static ProblemException body(JacksonException malformed) {
    String what = SOURCE.matcher(malformed.getOriginalMessage()).replaceAll("");
    return ProblemException.invalid(
        "body", "malformed JSON" + place(malformed.getLocation()) + field(malformed) + ": " + what);
  }

  private static String place(@Nullable TokenStreamLocation at) {
    return at == null || at.getLineNr() < 1
        ? ""
        : " at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
  }

  private static String field(JacksonException malformed) {
    return Optional.ofNullable(malformed.processor())
        .filter(JsonParser.class::isInstance)
        .map(parser -> ((JsonParser) parser).streamReadContext().pathAsPointer().toString())
        .filter(path -> !path.isEmpty())
        .map(path -> ", in " + path.substring(1, Math.min(MAX_PATH, path.length())))
        .orElse("");
  }
}
