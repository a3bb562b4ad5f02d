package io.quorate.service.storage;

import io.micrometer.core.instrument.MeterRegistry;
import io.quorate.core.paxos.AcceptedDecree;
import io.quorate.core.paxos.Recovered;
import io.quorate.core.quorum.ReplicaId;
import io.quorate.core.register.RecoveredRegisters;
import io.quorate.service.membership.Membership;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.hibernate.SessionFactory;
import org.springframework.data.domain.Limit;

/// The store through JPA: repositories read, [GroupCommitWriter] writes.
final class JpaReplicaStore implements ReplicaStore, AutoCloseable {
  private static final int REPLAY_ROWS = 256;
  private static final long PAGE_BYTES = 8 << 20;

  private final Rows rows;
  private final SessionFactory sessions;
  private final Durability durability;
  private final StoreIdentity.Claim claim;
  private final MeterRegistry meters;
  private final QuietReads reads = new QuietReads();
  private final AtomicLong durableChosenUpTo;

  JpaReplicaStore(
      Rows rows,
      SessionFactory sessions,
      Durability durability,
      StoreIdentity.Claim claim,
      MeterRegistry meters) {
    this.rows = rows;
    this.sessions = sessions;
    this.durability = durability;
    this.claim = claim;
    this.meters = meters;
    this.durableChosenUpTo = new AtomicLong(promise().chosenUpTo());
  }

  @Override
  public Identity identity() {
    return claim.identity();
  }

  @Override
  public Membership membership() {
    return claim.membership();
  }

  @Override
  public long durableChosenUpTo() {
    return durableChosenUpTo.get();
  }

  @Override
  public Recovered recover() {
    return reads.read(() -> {
      PromiseRow promise = promise();
      List<AcceptedDecree> votes =
          votes(rows.accepted().findBySlotGreaterThanOrderBySlot(promise.chosenUpTo()));
      Map<ReplicaId, Long> met =
          rows.met().findAll().stream()
              .map(MetRow::checked)
              .collect(Collectors.toMap(MetRow::replica, MetRow::incarnation));
      return new Recovered(
          promise.promised(), promise.chosenUpTo(), votes, met, promise.admitted());
    });
  }

  @Override
  public RecoveredRegisters recoverRegisters() {
    return reads.read(new RegisterRows(sessions)::recover);
  }

  private PromiseRow promise() {
    return rows.promise()
        .findById(PromiseRow.ONLY)
        .orElseThrow(() -> new CorruptStore("it has an identity but no promise"))
        .checked();
  }

  @Override
  public void replay(long upTo, Consumer<AcceptedDecree> sink) {
    long next = 1;
    while (next <= upTo) {
      int limit = (int) Math.min(REPLAY_ROWS, upTo - next + 1);
      List<AcceptedDecree> page = chosenFrom(next, limit, PAGE_BYTES);
      page.forEach(sink);
      next += page.size();
    }
  }

  @Override
  public List<AcceptedDecree> chosenFrom(long slot, int limit, long maxBytes) {
    long last = Math.min(durableChosenUpTo(), slot + limit - 1);
    if (last < slot) {
      return List.of();
    }
    List<AcceptedDecree> chosen = reads.read(() -> page(slot, last, limit, maxBytes));
    long next = slot;
    for (AcceptedDecree one : chosen) {
      next += one.slot() == next ? 1 : 0;
    }
    // A slot that is chosen and has no row is a row that was lost.
    if (next - slot != Math.max(1, chosen.size())) {
      throw new CorruptStore("slot %d is chosen but not there".formatted(next));
    }
    return chosen;
  }

  @Override
  public List<AcceptedDecree> votesFrom(long slot, int limit) {
    return reads.read(() -> page(slot, Long.MAX_VALUE, limit, PAGE_BYTES));
  }

  /// Asks for the sizes first, so that no more is in memory than is handed out.
  private List<AcceptedDecree> page(long first, long last, int limit, long maxBytes) {
    long end = first - 1;
    long bytes = 0;
    for (AcceptedRows.Size size : rows.accepted().sizes(first, last, Limit.of(limit))) {
      bytes += size.bytes();
      if (bytes > maxBytes && end >= first) {
        break;
      }
      end = size.slot();
    }
    return votes(rows.accepted().findBySlotBetweenOrderBySlot(first, end));
  }

  private static List<AcceptedDecree> votes(List<AcceptedRow> rows) {
    return rows.stream().map(AcceptedRow::vote).toList();
  }

  @Override
  public GroupWriter startWriter(CommitListener listener) {
    WrittenState state = new WrittenState(recover());
    return new GroupCommitWriter(
            sessions,
            durability,
            claim.epoch(),
            state,
            durableChosenUpTo::set,
            listener,
            new WriterMeters(meters))
        .start();
  }

  /// Ends once what was asked is answered; the writer is closed by whoever started it.
  @Override
  public void close() {
    reads.close();
  }
}
