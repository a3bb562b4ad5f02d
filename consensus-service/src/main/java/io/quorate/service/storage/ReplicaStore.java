package io.quorate.service.storage;

import io.quorate.core.paxos.AcceptedDecree;
import io.quorate.core.paxos.Recovered;
import io.quorate.core.register.RecoveredRegisters;
import io.quorate.service.membership.Membership;
import java.util.List;
import java.util.function.Consumer;

/// The stable storage of one replica. Everything here but [#startWriter] only reads, may be called
/// from any thread while the writer writes, and returns only once the answer is there; a caller
/// that is interrupted meanwhile still gets it.
///
/// Every method throws [CorruptStore] when a row does not hold what was written, and never takes
/// such a row for one that is not there.
public interface ReplicaStore {

  /// Whose store this is.
  Identity identity();

  /// The members of the cluster it belongs to.
  Membership membership();

  /// What the replica has to know before it takes part again. Call it once, before [#startWriter].
  Recovered recover();

  /// What this replica has to know before it is a member of the registers' quorums again. Call it
  /// once, before [#startWriter].
  RecoveredRegisters recoverRegisters();

  /// Hands over what was chosen in the slots from 1 up to this one, in order (I7), a few at a time.
  ///
  /// @param upTo at most [#durableChosenUpTo]
  void replay(long upTo, Consumer<AcceptedDecree> sink);

  /// What was chosen in the slots from this one on, without a gap, up to [#durableChosenUpTo].
  ///
  /// @param limit the most rows to return
  /// @param maxBytes where to stop, counted in decree bytes; the first row is returned whatever its
  ///   size
  List<AcceptedDecree> chosenFrom(long slot, int limit, long maxBytes);

  /// This acceptor's votes in the slots from this one on, chosen or not, with the gaps they have.
  /// For people to look at: a vote may be returned shortly before it is durable, so no message
  /// between replicas may rest on it (I6). Fewer than the limit when they are large.
  List<AcceptedDecree> votesFrom(long slot, int limit);

  /// The slot up to which the store knows the log chosen, durably.
  long durableChosenUpTo();

  /// Starts the one thread that writes; once in the life of this store.
  GroupWriter startWriter(CommitListener listener);
}
