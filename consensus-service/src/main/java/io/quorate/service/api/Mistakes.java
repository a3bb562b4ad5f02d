package io.quorate.service.api;

import io.quorate.service.api.Problems.Wrong;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What has been found wrong with a body, so that all of it is said at once.
final class Mistakes {
  private static final int MAX_ERRORS = 20;
  private static final int MAX_PATH = 200;

  private final List<Wrong> errors = new ArrayList<>();
  private Optional<Problem> tooLarge = Optional.empty();

  /// @param path where: `then[2].put.key`
  void add(String path, String message) {
    if (errors.size() < MAX_ERRORS) {
      String where = path.isEmpty() ? "body" : path;
      errors.add(new Wrong(where.substring(0, Math.min(MAX_PATH, where.length())), message));
    }
  }

  /// Something in it is over its limit; that is said where nothing else is wrong.
  void addTooLarge(Problem problem) {
    tooLarge = tooLarge.or(() -> Optional.of(problem));
  }

  /// @throws ProblemException when anything was found
  void throwIfAny() {
    if (!errors.isEmpty()) {
      throw new ProblemException(Problems.invalid(errors));
    }
    tooLarge.ifPresent(problem -> {
      throw new ProblemException(problem);
    });
  }
}
