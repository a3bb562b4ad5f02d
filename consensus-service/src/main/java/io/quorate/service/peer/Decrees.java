package io.quorate.service.peer;

import io.quorate.core.paxos.AcceptedDecree;
import java.util.List;

/// A page of a replica's log.
///
/// @param decrees in slot order
public record Decrees(List<AcceptedDecree> decrees) {

  /// In binary.
  static final class Binary implements Body<Decrees> {
    @Override
    public void write(Decrees message, WireWriter out) {
      out.list(message.decrees(), WireWriter::accepted);
    }

    @Override
    public Decrees read(WireReader in) {
      return new Decrees(in.list(WireReader::accepted));
    }
  }
}
