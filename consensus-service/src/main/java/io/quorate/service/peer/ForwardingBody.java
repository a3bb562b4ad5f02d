package io.quorate.service.peer;

import io.quorate.core.paxos.Ballot;
import io.quorate.service.engine.Forwarding;

/// What became of commands that were passed on, in binary.
final class ForwardingBody implements Body<Forwarding> {
  private static final byte CHOSEN = 1;
  private static final byte NOT_LEADING = 2;
  private static final byte OVERLOADED = 3;
  private static final byte UNREACHED = 4;
  private static final byte STRANGER = 5;

  @Override
  public void write(Forwarding forwarding, WireWriter out) {
    switch (forwarding) {
      case Forwarding.Chosen(Ballot ballot, long chosenUpTo) ->
          out.octet(CHOSEN).ballot(ballot).number(chosenUpTo);
      case Forwarding.NotLeading() -> out.octet(NOT_LEADING);
      case Forwarding.Overloaded() -> out.octet(OVERLOADED);
      case Forwarding.Stranger(long incarnation) -> out.octet(STRANGER).number(incarnation);
      case Forwarding.Unreached() -> out.octet(UNREACHED);
    }
  }

  @Override
  public Forwarding read(WireReader in) {
    return switch (in.octet()) {
      case CHOSEN -> new Forwarding.Chosen(in.ballot(), in.number());
      case NOT_LEADING -> new Forwarding.NotLeading();
      case OVERLOADED -> new Forwarding.Overloaded();
      case UNREACHED -> new Forwarding.Unreached();
      case STRANGER -> new Forwarding.Stranger(in.bits());
      default -> throw in.invalid("an outcome of unknown kind");
    };
  }
}
