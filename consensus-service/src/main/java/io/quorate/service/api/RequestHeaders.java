package io.quorate.service.api;

import io.quorate.core.store.Fence;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;

/// Reads the headers that say how a request is to be carried out.
final class RequestHeaders {
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);
  private static final long MAX_TIMEOUT_MILLIS = 60_000;
  private static final int MAX_IDEMPOTENCY_KEY = 128;
  private static final int MAX_FENCES = 16;
  private static final int MAX_NAME = 1024;

  private RequestHeaders() {}

  /// A header that may be there once.
  ///
  /// @throws ProblemException when it is there more than once
  static Optional<String> single(HttpServletRequest request, String name) {
    Enumeration<String> values = request.getHeaders(name);
    if (!values.hasMoreElements()) {
      return Optional.empty();
    }
    String value = values.nextElement();
    if (values.hasMoreElements()) {
      throw ProblemException.invalid(name, "is there more than once");
    }
    return Optional.of(value.strip());
  }

  /// How long the caller waits: 5 seconds unless it says otherwise, and at most a minute.
  static Duration timeout(HttpServletRequest request) {
    Optional<String> given = single(request, QuorateHeaders.TIMEOUT);
    if (given.isEmpty()) {
      return DEFAULT_TIMEOUT;
    }
    long millis = Numbers.wholeNumber(QuorateHeaders.TIMEOUT, given.get(), 1, Numbers.MAX);
    return Duration.ofMillis(Math.min(millis, MAX_TIMEOUT_MILLIS));
  }

  /// The caller's own name for the request.
  static Optional<String> idempotencyKey(HttpServletRequest request) {
    Optional<String> key = single(request, QuorateHeaders.IDEMPOTENCY_KEY);
    if (key.isPresent() && !isVisibleAscii(key.get())) {
      throw ProblemException.invalid(
          QuorateHeaders.IDEMPOTENCY_KEY, "must be 1 to 128 visible ASCII characters");
    }
    return key;
  }

  /// What the request rests on: `<lock>=<token>` in each header, or several with commas between.
  static List<Fence> fences(HttpServletRequest request) {
    List<Fence> fences = new ArrayList<>();
    Collections.list(request.getHeaders(QuorateHeaders.FENCE))
        .forEach(header -> {
          for (String fence : header.split(",", -1)) {
            fences.add(fence(fence.strip()));
          }
        });
    if (fences.size() > MAX_FENCES) {
      throw ProblemException.invalid(
          QuorateHeaders.FENCE, "there are more than " + MAX_FENCES + " of it");
    }
    return fences;
  }

  /// A name is written as in a path, so that it may hold any character.
  private static Fence fence(String text) {
    int equals = text.lastIndexOf('=');
    if (equals < 1) {
      throw ProblemException.invalid(QuorateHeaders.FENCE, "must be <lock>=<token>");
    }
    String lock = KeyPath.decode(text.substring(0, equals), MAX_NAME);
    String token = text.substring(equals + 1);
    return new Fence(lock, Numbers.wholeNumber(QuorateHeaders.FENCE, token, 1, Numbers.MAX));
  }

  private static boolean isVisibleAscii(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_IDEMPOTENCY_KEY
        && text.chars().allMatch(one -> one > ' ' && one <= '~');
  }
}
