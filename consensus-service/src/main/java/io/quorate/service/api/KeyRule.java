package io.quorate.service.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;

/// What a key may be: plain text without control characters, 1 byte of UTF-8 at least and so many
/// at most. The bound of a range may be empty, too.
///
/// @param limit how many bytes
record KeyRule(int limit) {

  /// What is wrong with the characters of a key, if anything is.
  static Optional<String> mistake(String text) {
    if (text.chars().anyMatch(Character::isISOControl)) {
      return Optional.of("has a control character");
    }
    return Values.utf8(text).isEmpty() ? Optional.of("is not valid Unicode") : Optional.empty();
  }

  /// Whether it has more bytes than a key may have.
  boolean isTooLong(String text) {
    return text.length() > limit || text.getBytes(UTF_8).length > limit;
  }

  /// The answer to what is too long.
  Problem tooLong() {
    return Problems.tooLarge("key", limit);
  }

  /// A bound, as a query names it.
  ///
  /// @throws ProblemException when it is none
  Optional<String> bound(Query query, String name) {
    return query.text(name).map(text -> bound(name, text));
  }

  /// The same of a parameter that is there.
  String bound(String name, String text) {
    mistake(text)
        .ifPresent(what -> {
          throw ProblemException.invalid(name, what);
        });
    if (isTooLong(text)) {
      throw new ProblemException(tooLong());
    }
    return text;
  }
}
