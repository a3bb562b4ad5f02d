package io.quorate.service.storage;

import io.quorate.core.paxos.AcceptedDecree;
import io.quorate.core.paxos.Ballot;
import io.quorate.core.paxos.Decree;
import io.quorate.core.paxos.Write;
import io.quorate.core.quorum.ReplicaId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Makes up groups of writes such as an acceptor's: votes in a few slots in flight, again when a
/// new ballot comes, and now and then a large one.
final class StorageLoad {
  private static final int IN_FLIGHT = 4;
  private static final int LARGEST = 1_500_000;

  private final SplittableRandom random;
  private Ballot promised;
  private long chosenUpTo;
  private long votedUpTo;

  StorageLoad(StoreModel from, SplittableRandom random) {
    this.random = random;
    this.promised = from.promised();
    this.chosenUpTo = from.chosenUpTo();
    this.votedUpTo = from.votes().keySet().stream().reduce(0L, Math::max);
  }

  List<Write> next() {
    List<Write> group = new ArrayList<>();
    if (random.nextInt(20) == 0 || promised.equals(Ballot.NONE)) {
      promised = Ballot.above(promised, new ReplicaId(random.nextBoolean() ? "a" : "b"));
      group.add(new Write.Promised(promised));
      for (long slot = chosenUpTo + 1; slot <= votedUpTo; slot++) {
        group.add(vote(slot));
      }
    }
    if (votedUpTo - chosenUpTo < IN_FLIGHT) {
      group.add(vote(++votedUpTo));
    }
    if (chosenUpTo < votedUpTo && random.nextInt(3) > 0) {
      chosenUpTo += 1 + random.nextLong(votedUpTo - chosenUpTo);
      group.add(new Write.ChosenUpTo(chosenUpTo));
    }
    if (random.nextInt(50) == 0) {
      group.add(new Write.Met(new ReplicaId("peer-" + random.nextInt(5)), random.nextLong()));
      group.add(new Write.Admitted());
    }
    return group;
  }

  private Write vote(long slot) {
    if (random.nextInt(10) == 0) {
      return new Write.Accepted(new AcceptedDecree(slot, promised, new Decree.NoOp()));
    }
    byte[] bytes = new byte[random.nextInt(bound())];
    random.nextBytes(bytes);
    return new Write.Accepted(
        new AcceptedDecree(slot, promised, new Decree.Batch(random.nextLong(), bytes)));
  }

  /// Mostly small batches, so that H2 soon has space to use again.
  private int bound() {
    return switch (random.nextInt(100)) {
      case 0 -> LARGEST;
      case 1, 2, 3, 4, 5, 6, 7, 8, 9 -> 12_000;
      default -> 600;
    };
  }
}
