package io.quorate.service.storage;

import io.quorate.core.paxos.AcceptedDecree;
import io.quorate.core.paxos.Ballot;
import io.quorate.core.paxos.Write;
import io.quorate.core.quorum.ReplicaId;
import io.quorate.core.register.RegisterWrite;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hibernate.StatelessSession;

/// What a store should hold after some writes, or does hold.
record StoreModel(
    Ballot promised,
    long chosenUpTo,
    boolean admitted,
    Map<ReplicaId, Long> met,
    Map<Long, AcceptedDecree> votes,
    RegistersModel registers) {

  /// All that is stored, through the same rows and checks that the service uses.
  static StoreModel read(StatelessSession session) {
    PromiseRow promise =
        session
            .createSelectionQuery("from PromiseRow", PromiseRow.class)
            .getSingleResult()
            .checked();
    Map<ReplicaId, Long> met = new HashMap<>();
    for (MetRow row : session.createSelectionQuery("from MetRow", MetRow.class).list()) {
      met.put(row.checked().replica(), row.incarnation());
    }
    Map<Long, AcceptedDecree> votes = new TreeMap<>();
    for (AcceptedRow row :
        session.createSelectionQuery("from AcceptedRow", AcceptedRow.class).list()) {
      votes.put(row.vote().slot(), row.vote());
    }
    return new StoreModel(
        promise.promised(),
        promise.chosenUpTo(),
        promise.admitted(),
        met,
        votes,
        RegistersModel.read(session));
  }

  StoreModel after(List<Write> group) {
    StoreModel next = this;
    Map<ReplicaId, Long> peers = new HashMap<>(met);
    Map<Long, AcceptedDecree> rows = new TreeMap<>(votes);
    for (Write write : group) {
      switch (write) {
        case Write.Promised(Ballot ballot) ->
            next = next.with(ballot, next.chosenUpTo, next.admitted);
        case Write.ChosenUpTo(long slot) -> next = next.with(next.promised, slot, next.admitted);
        case Write.Admitted() -> next = next.with(next.promised, next.chosenUpTo, true);
        case Write.Met(ReplicaId replica, long incarnation) -> peers.put(replica, incarnation);
        case Write.Accepted(AcceptedDecree vote) -> rows.put(vote.slot(), vote);
      }
    }
    return new StoreModel(next.promised, next.chosenUpTo, next.admitted, peers, rows, registers);
  }

  StoreModel afterRegisters(List<RegisterWrite> group) {
    return new StoreModel(promised, chosenUpTo, admitted, met, votes, registers.after(group));
  }

  private StoreModel with(Ballot ballot, long chosen, boolean voter) {
    return new StoreModel(ballot, chosen, voter, met, votes, registers);
  }

  @Override
  public String toString() {
    return "promised %s, chosen up to %d, %d votes, registers %s"
        .formatted(promised, chosenUpTo, votes.size(), registers);
  }
}
