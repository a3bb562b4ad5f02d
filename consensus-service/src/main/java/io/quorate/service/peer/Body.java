package io.quorate.service.peer;

/// The binary form of one sort of message.
///
/// @param <T> the sort
interface Body<T> {

  /// Appends a message.
  void write(T message, WireWriter out);

  /// Reads a message.
  ///
  /// @throws InvalidMessageException when there is none
  T read(WireReader in);
}
