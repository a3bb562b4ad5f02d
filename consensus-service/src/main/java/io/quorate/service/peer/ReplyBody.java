package io.quorate.service.peer;

import io.quorate.core.paxos.Ballot;
import io.quorate.core.paxos.Message;
import io.quorate.core.paxos.Message.Reply;

/// What replicas answer, in binary.
final class ReplyBody implements Body<Reply> {
  private static final byte WELCOME = 1;
  private static final byte STRANGER = 2;
  private static final byte PRE_VOTED = 3;
  private static final byte PROMISE = 4;
  private static final byte ACCEPTED = 5;
  private static final byte LEARNED = 6;
  private static final byte READ_FROM = 7;
  private static final byte TAKING = 8;
  private static final byte REFUSED = 9;
  private static final byte NOT_NOW = 10;

  @Override
  public void write(Reply reply, WireWriter out) {
    switch (reply) {
      case Message.Welcome() -> out.octet(WELCOME);
      case Message.Stranger(long incarnation) -> out.octet(STRANGER).bits(incarnation);
      case Message.PreVoted(Ballot ballot, boolean granted) ->
          out.octet(PRE_VOTED).ballot(ballot).octet(granted ? 1 : 0);
      case Message.Promise promise ->
          out.octet(PROMISE)
              .ballot(promise.ballot())
              .number(promise.chosenUpTo())
              .text(promise.quorums().text())
              .list(promise.accepted(), WireWriter::accepted);
      case Message.Accepted(Ballot ballot, long firstSlot, long lastSlot) ->
          out.octet(ACCEPTED).ballot(ballot).number(firstSlot).number(lastSlot);
      case Message.Learned(Ballot ballot, long chosenUpTo, long confirmation) ->
          out.octet(LEARNED).ballot(ballot).number(chosenUpTo).number(confirmation);
      case Message.ReadFrom(long question, Ballot ballot, long index) ->
          out.octet(READ_FROM).number(question).ballot(ballot).number(index);
      case Message.Taking(Ballot ballot) -> out.octet(TAKING).ballot(ballot);
      case Message.Refused(Ballot ballot, Ballot promised) ->
          out.octet(REFUSED).ballot(ballot).ballot(promised);
      case Message.NotNow(String reason) -> out.octet(NOT_NOW).text(reason);
    }
  }

  @Override
  public Reply read(WireReader in) {
    return switch (in.octet()) {
      case WELCOME -> new Message.Welcome();
      case STRANGER -> new Message.Stranger(in.bits());
      case PRE_VOTED -> new Message.PreVoted(in.ballot(), in.flag());
      case PROMISE ->
          new Message.Promise(
              in.ballot(), in.number(), in.quorums(), in.list(WireReader::accepted));
      case ACCEPTED -> new Message.Accepted(in.ballot(), in.number(), in.number());
      case LEARNED -> new Message.Learned(in.ballot(), in.number(), in.number());
      case READ_FROM -> new Message.ReadFrom(in.number(), in.ballot(), in.number());
      case TAKING -> new Message.Taking(in.ballot());
      case REFUSED -> new Message.Refused(in.ballot(), in.ballot());
      case NOT_NOW -> new Message.NotNow(in.text());
      default -> throw in.invalid("a reply of unknown kind");
    };
  }
}
