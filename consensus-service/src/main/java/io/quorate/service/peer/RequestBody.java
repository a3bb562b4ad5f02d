package io.quorate.service.peer;

import io.quorate.core.paxos.Ballot;
import io.quorate.core.paxos.Message;
import io.quorate.core.paxos.Message.Request;

/// What replicas ask, in binary.
final class RequestBody implements Body<Request> {
  private static final byte HELLO = 1;
  private static final byte PRE_VOTE = 2;
  private static final byte PREPARE = 3;
  private static final byte ACCEPT = 4;
  private static final byte LEARN = 5;
  private static final byte READ_INDEX = 6;
  private static final byte TAKE_OVER = 7;

  @Override
  public void write(Request request, WireWriter out) {
    switch (request) {
      case Message.Hello() -> out.octet(HELLO);
      case Message.PreVote(Ballot ballot, long chosenUpTo) ->
          out.octet(PRE_VOTE).ballot(ballot).number(chosenUpTo);
      case Message.Prepare(Ballot ballot, long chosenUpTo) ->
          out.octet(PREPARE).ballot(ballot).number(chosenUpTo);
      case Message.Accept accept ->
          out.octet(ACCEPT)
              .ballot(accept.ballot())
              .number(accept.firstSlot())
              .number(accept.chosenUpTo())
              .list(accept.decrees(), WireWriter::decree);
      case Message.Learn(Ballot ballot, long chosenUpTo, long confirmation) ->
          out.octet(LEARN).ballot(ballot).number(chosenUpTo).number(confirmation);
      case Message.ReadIndex(Ballot promised, long question) ->
          out.octet(READ_INDEX).ballot(promised).number(question);
      case Message.TakeOver(Ballot ballot) -> out.octet(TAKE_OVER).ballot(ballot);
    }
  }

  @Override
  public Request read(WireReader in) {
    return switch (in.octet()) {
      case HELLO -> new Message.Hello();
      case PRE_VOTE -> new Message.PreVote(in.ballot(), in.number());
      case PREPARE -> new Message.Prepare(in.ballot(), in.number());
      case ACCEPT -> accept(in);
      case LEARN -> new Message.Learn(in.ballot(), in.number(), in.number());
      case READ_INDEX -> new Message.ReadIndex(in.ballot(), in.number());
      case TAKE_OVER -> new Message.TakeOver(in.ballot());
      default -> throw in.invalid("a request of unknown kind");
    };
  }

  private static Message.Accept accept(WireReader in) {
    Ballot ballot = in.ballot();
    long firstSlot = in.number();
    long chosenUpTo = in.number();
    return new Message.Accept(ballot, firstSlot, in.list(WireReader::decree), chosenUpTo);
  }
}
