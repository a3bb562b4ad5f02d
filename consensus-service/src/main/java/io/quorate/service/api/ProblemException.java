package io.quorate.service.api;

import java.util.List;

/// Ends a request with a problem. Cheap: it has no stack trace, because it is an answer.
final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  ProblemException(Problem problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  /// The request is wrong in one place.
  static ProblemException invalid(String field, String message) {
    return new ProblemException(Problems.invalid(List.of(new Problems.Wrong(field, message))));
  }

  Problem problem() {
    return problem;
  }
}
