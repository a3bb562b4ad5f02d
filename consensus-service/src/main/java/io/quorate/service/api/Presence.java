package io.quorate.service.api;

import jakarta.servlet.http.HttpServletRequest;

/// Whether the caller of a request that takes long is still there.
interface Presence {
  /// Where a request has it.
  String ATTRIBUTE = Presence.class.getName();

  /// Whether the caller has closed the connection, or its sending side of it. To be asked on the
  /// request's own thread, once its body has been read.
  boolean isGone();

  /// Of the caller of this request; one of whom nothing is known counts as there.
  static Presence of(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof Presence known ? known : () -> false;
  }
}
