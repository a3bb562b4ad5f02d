package io.quorate.service.peer;

import io.quorate.core.register.RegisterMessage;
import io.quorate.core.register.RegisterMessage.Held;
import io.quorate.core.register.RegisterMessage.Reply;
import io.quorate.core.register.Version;
import java.util.List;

/// What replicas answer about registers, in binary.
final class RegisterReplyBody implements Body<Reply> {
  private static final byte FOUND = 1;
  private static final byte KEPT = 2;
  private static final byte SUMS = 3;
  private static final byte LISTED = 4;
  private static final byte CONFIRMED = 5;
  private static final byte RAISED = 6;
  private static final byte FORGOTTEN = 7;

  @Override
  public void write(Reply reply, WireWriter out) {
    switch (reply) {
      case RegisterMessage.Found(List<Held> held) ->
          out.octet(FOUND).list(held, RegisterBodies::write);
      case RegisterMessage.Kept(List<Boolean> kept) ->
          out.octet(KEPT).list(kept, RegisterBodies::write);
      case RegisterMessage.Sums(List<Long> sums) -> out.octet(SUMS).list(sums, WireWriter::number);
      case RegisterMessage.Listed(List<Version> versions) ->
          out.octet(LISTED).list(versions, RegisterBodies::write);
      case RegisterMessage.Confirmed(List<Boolean> held, long floor) ->
          out.octet(CONFIRMED).list(held, RegisterBodies::write).number(floor);
      case RegisterMessage.Raised() -> out.octet(RAISED);
      case RegisterMessage.Forgotten() -> out.octet(FORGOTTEN);
    }
  }

  @Override
  public Reply read(WireReader in) {
    return switch (in.octet()) {
      case FOUND -> new RegisterMessage.Found(in.list(RegisterBodies::held));
      case KEPT -> new RegisterMessage.Kept(in.list(WireReader::flag));
      case SUMS -> new RegisterMessage.Sums(in.list(WireReader::bits));
      case LISTED -> new RegisterMessage.Listed(in.list(RegisterBodies::version));
      case CONFIRMED -> new RegisterMessage.Confirmed(in.list(WireReader::flag), in.number());
      case RAISED -> new RegisterMessage.Raised();
      case FORGOTTEN -> new RegisterMessage.Forgotten();
      default -> throw in.invalid("an answer about registers of unknown kind");
    };
  }
}
