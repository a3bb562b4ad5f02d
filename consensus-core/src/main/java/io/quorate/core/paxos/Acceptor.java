package io.quorate.core.paxos;

import io.quorate.core.paxos.Message.Accept;
import io.quorate.core.paxos.Message.Prepare;
import io.quorate.core.paxos.Message.Promise;
import io.quorate.core.paxos.Message.Refused;
import io.quorate.core.paxos.Message.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// The memory of the protocol (Paxos Made Simple, section 2.2): promises ballots and votes for
/// decrees. It decides about one request at a time and says what to make durable before the reply
/// may be sent; it neither counts votes ([Leadership] does) nor knows what is chosen ([Learner]).
public final class Acceptor {

  /// What the acceptor decided.
  ///
  /// @param writes to persist, in this order
  /// @param reply to send once every write so far is durable (I6)
  public record Decision(List<Write> writes, Reply reply) {}

  private Ballot promised;
  private long chosenUpTo;
  private final NavigableMap<Long, AcceptedDecree> votes = new TreeMap<>();

  /// An acceptor as it stands in its store.
  public Acceptor(Recovered recovered) {
    this.promised = recovered.promised();
    this.chosenUpTo = recovered.chosenUpTo();
    recovered.votes().forEach(vote -> votes.put(vote.slot(), vote));
  }

  /// Phase 1b: promise a ballot above every earlier one, and tell all votes above what is chosen.
  public Decision onPrepare(Prepare prepare) {
    // I1: a promise never moves back.
    if (prepare.ballot().isBelow(promised)) {
      return refuse(prepare.ballot());
    }
    List<Write> writes = promise(prepare.ballot());
    long known = Math.max(chosenUpTo, prepare.chosenUpTo());
    List<AcceptedDecree> told = List.copyOf(votes.tailMap(known, false).values());
    return new Decision(writes, new Promise(prepare.ballot(), chosenUpTo, told));
  }

  /// Phase 2b: vote for each decree, with or without a prepare seen before.
  public Decision onAccept(Accept accept) {
    // I2: only at or above the promise.
    if (accept.ballot().isBelow(promised)) {
      return refuse(accept.ballot());
    }
    // I2, other side: having voted in this ballot, never take part in a lower one.
    List<Write> writes = promise(accept.ballot());
    long slot = accept.firstSlot();
    for (Decree decree : accept.decrees()) {
      vote(new AcceptedDecree(slot++, accept.ballot(), decree), writes);
    }
    Reply reply = new Message.Accepted(accept.ballot(), accept.firstSlot(), slot - 1);
    return new Decision(writes, reply);
  }

  private void vote(AcceptedDecree vote, List<Write> writes) {
    // I4: a chosen slot can only be proposed again with what was chosen, so the vote adds nothing.
    if (vote.slot() <= chosenUpTo) {
      return;
    }
    AcceptedDecree earlier = votes.get(vote.slot());
    if (earlier != null && earlier.ballot().equals(vote.ballot())) {
      // I3: one ballot proposes one decree in a slot; the same request came twice.
      if (!earlier.decree().equals(vote.decree())) {
        throw new InvariantViolation("I3", "two decrees in one ballot: " + earlier + ", " + vote);
      }
      return;
    }
    votes.put(vote.slot(), vote);
    writes.add(new Write.Accepted(vote));
  }

  private List<Write> promise(Ballot ballot) {
    List<Write> writes = new ArrayList<>();
    if (promised.isBelow(ballot)) {
      promised = ballot;
      writes.add(new Write.Promised(ballot));
    }
    return writes;
  }

  private Decision refuse(Ballot ballot) {
    return new Decision(List.of(), new Refused(ballot, promised));
  }

  /// The highest ballot promised.
  public Ballot promised() {
    return promised;
  }

  /// The decree voted for in this slot if that was in this ballot, else nothing. By I3 it is then
  /// what the owner of the ballot proposed there.
  Optional<Decree> votedIn(Ballot ballot, long slot) {
    AcceptedDecree vote = votes.get(slot);
    return vote != null && vote.ballot().equals(ballot)
        ? Optional.of(vote.decree())
        : Optional.empty();
  }

  /// Lets go of the votes in slots that are known chosen; the store keeps them.
  void forgetUpTo(long slot) {
    chosenUpTo = slot;
    votes.headMap(slot, true).clear();
  }
}
