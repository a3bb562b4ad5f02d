package io.quorate.core.paxos;

import io.quorate.core.paxos.Effects.Chosen;
import io.quorate.core.paxos.Message.Accept;
import io.quorate.core.paxos.Message.Prepare;
import io.quorate.core.paxos.Message.Promise;
import io.quorate.core.paxos.Message.Refused;
import io.quorate.core.paxos.Message.Reply;
import io.quorate.core.quorum.QuorumSystem;
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

  /// How many bytes of votes above the log that is known chosen make an acceptor full. As many
  /// again fit into a message: the votes that it still takes then, and what a leader proposes anew.
  static final long FULL_BYTES = 16 << 20;

  /// What a vote takes in a promise beside its decree, at most.
  private static final long BYTES_OF_A_VOTE = 128;

  private Ballot promised;
  private long chosenUpTo;
  private QuorumSystem quorums;
  private final NavigableMap<Long, AcceptedDecree> votes = new TreeMap<>();
  private long bytes;

  /// An acceptor as it stands in its store.
  ///
  /// @param quorums the system in force above the slots known chosen there
  public Acceptor(Recovered recovered, QuorumSystem quorums) {
    this.quorums = quorums;
    this.promised = recovered.promised();
    this.chosenUpTo = recovered.chosenUpTo();
    recovered.votes().forEach(this::put);
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
    return new Decision(writes, new Promise(prepare.ballot(), chosenUpTo, quorums, told));
  }

  /// Whether these votes may be taken without a promise growing out of its message. An acceptor
  /// that misses a chosen slot keeps its votes above it until it has fetched that slot, so it may
  /// be full although the leader has only a few slots in flight. The next slot of the log always
  /// has room, so that a full acceptor is not stuck with what is still to be chosen.
  boolean hasRoomFor(Accept accept) {
    long more = accept.decrees().stream().mapToLong(Acceptor::bytes).sum();
    return bytes + more <= FULL_BYTES || accept.firstSlot() <= chosenUpTo + 1;
  }

  private static long bytes(Decree decree) {
    return BYTES_OF_A_VOTE + decree.size();
  }

  private void put(AcceptedDecree vote) {
    AcceptedDecree earlier = votes.put(vote.slot(), vote);
    bytes += bytes(vote.decree()) - (earlier == null ? 0 : bytes(earlier.decree()));
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
    put(vote);
    writes.add(new Write.Accepted(vote));
  }

  /// Copies what a peer says was chosen.
  ///
  /// I4: who knows what a ballot has chosen takes part in none below it. A change of the quorum
  /// system that was chosen in the higher ballot would otherwise let the lower one be won, and
  /// used, with the new system alone, behind the back of a leader whom only the old one has
  /// promised.
  public List<Write> onFetched(AcceptedDecree row) {
    List<Write> writes = promise(row.ballot());
    writes.add(new Write.Accepted(row));
    return writes;
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

  /// The quorum system that the slots known chosen have put in force.
  QuorumSystem quorums() {
    return quorums;
  }

  /// Lets go of the votes in slots that are known chosen; the store keeps them.
  void forget(List<Chosen> chosen) {
    for (Chosen one : chosen) {
      if (one.decree() instanceof Decree.Change change) {
        quorums = change.to();
      }
    }
    forgetUpTo(chosen.getLast().slot());
  }

  private void forgetUpTo(long slot) {
    chosenUpTo = slot;
    NavigableMap<Long, AcceptedDecree> known = votes.headMap(slot, true);
    known.values().forEach(vote -> bytes -= bytes(vote.decree()));
    known.clear();
  }
}
