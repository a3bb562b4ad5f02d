package io.quorate.service.watch;

/// How messages are written.
public enum Form {
  /// Server-sent events.
  SSE,
  /// One JSON object a line.
  NDJSON
}
