package io.quorate.service.peer;

import io.quorate.core.register.RegisterMessage;
import io.quorate.core.register.RegisterMessage.Query;
import io.quorate.core.register.RegisterMessage.Request;
import io.quorate.core.register.RegisterMessage.Update;
import io.quorate.core.register.Version;
import java.util.List;

/// What replicas ask about registers, in binary.
final class RegisterRequestBody implements Body<Request> {
  private static final byte READ = 1;
  private static final byte WRITE = 2;
  private static final byte COMPARE = 3;
  private static final byte ENUMERATE = 4;
  private static final byte CONFIRM = 5;
  private static final byte RAISE = 6;
  private static final byte FORGET = 7;

  @Override
  public void write(Request request, WireWriter out) {
    switch (request) {
      case RegisterMessage.Read(List<Query> queries) ->
          out.octet(READ).list(queries, RegisterBodies::write);
      case RegisterMessage.Write(List<Update> updates) ->
          out.octet(WRITE).list(updates, RegisterBodies::write);
      case RegisterMessage.Compare(List<Integer> nodes) ->
          out.octet(COMPARE).list(nodes, RegisterRequestBody::node);
      case RegisterMessage.Enumerate(List<Integer> leaves) ->
          out.octet(ENUMERATE).list(leaves, RegisterRequestBody::node);
      case RegisterMessage.Confirm(List<Version> versions) ->
          out.octet(CONFIRM).list(versions, RegisterBodies::write);
      case RegisterMessage.Raise(long floor) -> out.octet(RAISE).number(floor);
      case RegisterMessage.Forget(long floor, List<Version> tombstones) ->
          out.octet(FORGET).number(floor).list(tombstones, RegisterBodies::write);
    }
  }

  @Override
  public Request read(WireReader in) {
    return switch (in.octet()) {
      case READ -> new RegisterMessage.Read(in.list(RegisterBodies::query));
      case WRITE -> new RegisterMessage.Write(in.list(RegisterBodies::update));
      case COMPARE -> new RegisterMessage.Compare(in.list(RegisterRequestBody::node));
      case ENUMERATE -> new RegisterMessage.Enumerate(in.list(RegisterRequestBody::node));
      case CONFIRM -> new RegisterMessage.Confirm(in.list(RegisterBodies::version));
      case RAISE -> new RegisterMessage.Raise(in.number());
      case FORGET -> new RegisterMessage.Forget(in.number(), in.list(RegisterBodies::version));
      default -> throw in.invalid("a question about registers of unknown kind");
    };
  }

  private static void node(WireWriter out, int node) {
    out.number(node);
  }

  private static int node(WireReader in) {
    return (int) Math.min(in.number(), Integer.MAX_VALUE);
  }
}
