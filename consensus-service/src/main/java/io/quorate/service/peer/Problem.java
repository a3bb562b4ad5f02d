package io.quorate.service.peer;

import java.util.Map;

/// Why a message was not taken, for `application/problem+json` (RFC 9457).
///
/// @param status the HTTP status
/// @param name the last part of its type, `/problems/<name>`
/// @param title what this kind of problem is
/// @param detail what it is this time
/// @param fields further members
record Problem(int status, String name, String title, String detail, Map<String, Object> fields) {

  static Problem of(int status, String name, String title, String detail) {
    return new Problem(status, name, title, detail, Map.of());
  }

  /// Ends the handling of a message with this problem.
  Found found() {
    return new Found(this);
  }

  /// A problem on its way to the answer.
  static final class Found extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    private Found(Problem problem) {
      super(problem.detail(), null, false, false);
      this.problem = problem;
    }

    Problem problem() {
      return problem;
    }
  }
}
