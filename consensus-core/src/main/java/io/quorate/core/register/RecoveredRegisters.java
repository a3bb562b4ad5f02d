package io.quorate.core.register;

import java.util.List;

/// What a member finds in its store when it starts.
///
/// @param registers what it holds
/// @param marks the idempotency keys it remembers, the oldest first
/// @param floor see [Collection]
/// @param collected see [Collection]
public record RecoveredRegisters(
    List<Register> registers, List<RegisterWrite.Remembered> marks, long floor, long collected) {

  /// Takes copies.
  public RecoveredRegisters {
    registers = List.copyOf(registers);
    marks = List.copyOf(marks);
  }

  /// A new, empty store.
  public static RecoveredRegisters nothing() {
    return new RecoveredRegisters(List.of(), List.of(), 0, 0);
  }
}
