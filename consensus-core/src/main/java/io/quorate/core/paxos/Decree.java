package io.quorate.core.paxos;

import io.quorate.core.quorum.QuorumSystem;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What a slot of the log decides (The Part-Time Parliament calls it so).
///
/// A decree is bytes from the moment it is proposed: it is encoded once, and the same bytes go to
/// every peer and to the store.
public sealed interface Decree {

  /// How many bytes its commands take.
  int size();

  /// Decides nothing; fills a hole in the log and opens a new leader's reign.
  record NoOp() implements Decree {
    @Override
    public int size() {
      return 0;
    }
  }

  /// Puts another quorum system in force for the slots after this one ([Configuration]).
  ///
  /// @param request the command that asks for it, alone in its batch
  /// @param to the system; it has the members of the one before
  record Change(Batch request, QuorumSystem to) implements Decree {
    @Override
    public int size() {
      return request.size();
    }
  }

  /// Client commands, applied in this order.
  ///
  /// @param stamp the leader's clock when it proposed the batch, in milliseconds since 1970; what
  ///   the state machine takes for the time
  /// @param encoded the commands one after another; must not be changed by anyone
  @SuppressWarnings("ArrayRecordComponent") // compared by content below, and never copied
  record Batch(long stamp, byte[] encoded) implements Decree {

    /// Encodes commands into a batch.
    public static Batch of(long stamp, List<Command> commands) {
      byte[] encoded = new byte[commands.stream().mapToInt(Command::size).sum()];
      ByteBuffer buffer = ByteBuffer.wrap(encoded);
      commands.forEach(command -> command.writeTo(buffer));
      return new Batch(stamp, encoded);
    }

    /// Decodes the commands.
    ///
    /// @throws IllegalArgumentException when the bytes are no sequence of commands
    public List<Command> commands() {
      ByteBuffer buffer = ByteBuffer.wrap(encoded);
      List<Command> commands = new ArrayList<>();
      try {
        while (buffer.hasRemaining()) {
          commands.add(Command.readFrom(buffer));
        }
      } catch (BufferUnderflowException | NegativeArraySizeException broken) {
        throw new IllegalArgumentException("a batch ends inside a command", broken);
      }
      return commands;
    }

    @Override
    public int size() {
      return encoded.length;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Batch that
          && stamp == that.stamp
          && Arrays.equals(encoded, that.encoded);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(encoded);
    }

    @Override
    public String toString() {
      return "Batch" + commands();
    }
  }
}
