package io.quorate.testkit.model;

import io.quorate.core.paxos.Command;
import io.quorate.core.paxos.CommandId;
import io.quorate.core.store.Limits;
import io.quorate.core.store.Request;
import io.quorate.core.store.RequestCodec;
import java.util.List;
import java.util.stream.Collectors;

/// What a store is told, one command after another.
///
/// @param limits of the store
/// @param lines one for each slot of the log
public record Script(Limits limits, List<Line> lines) {

  /// Takes a copy.
  public Script {
    lines = List.copyOf(lines);
  }

  /// One command in a slot of its own.
  ///
  /// @param stamp the leader's time, in milliseconds since 1970
  /// @param id the command's name
  /// @param settledBelow its origin waits for no command before this one
  /// @param issuedAt when its origin made it, in milliseconds since 1970
  /// @param request what it asks for
  public record Line(long stamp, CommandId id, long settledBelow, long issuedAt, Request request) {
    Command command() {
      return new Command(id, settledBelow, issuedAt, RequestCodec.encode(request));
    }
  }

  /// The Java that makes this script.
  public String text() {
    return lines.stream()
        .map(JavaText::of)
        .collect(
            Collectors.joining(
                ",\n        ",
                "new Script(\n    " + JavaText.of(limits) + ",\n    List.of(\n        ",
                "))"));
  }
}
