package io.quorate.service.peer;

import io.quorate.core.paxos.Command;
import io.quorate.core.paxos.Decree;
import java.util.List;

/// Commands that a replica passes on to the leader.
///
/// @param commands in the order in which it took them
public record Commands(List<Command> commands) {

  /// In binary they stand as in a batch of the log.
  static final class Binary implements Body<Commands> {
    @Override
    public void write(Commands message, WireWriter out) {
      out.bytes(Decree.Batch.of(0, message.commands()).encoded());
    }

    @Override
    public Commands read(WireReader in) {
      try {
        return new Commands(new Decree.Batch(0, in.bytes()).commands());
      } catch (IllegalArgumentException broken) {
        throw in.invalid(String.valueOf(broken.getMessage()));
      }
    }
  }
}
