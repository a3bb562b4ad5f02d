package io.quorate.service.config;

import io.quorate.core.quorum.ReplicaId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// The settings of a replica.
///
/// @param replicaId this replica's id, `[a-z0-9-]{1,63}`; it never changes
/// @param peers the initial voters, all of them, this one included:
///   `a=http://127.0.0.1:8081,b=http://...`. Only the first boot of a store reads them; from then
///   on it keeps the members itself
/// @param quorum the quorum system that a new cluster starts with, the same on all replicas:
///   `majority`, `flexible(4, 3)`, `grid(a b c; d e f)`, ...; only the first boot reads it, then it
///   is changed with `PUT /v1/cluster/quorum`
/// @param dataDir where the embedded store lives; default `./data/<replica-id>`
/// @param timing how patient the replica is
/// @param limits what it takes on at most
/// @param history how much of the past it keeps
@Validated
@ConfigurationProperties("quorate")
public record QuorateProperties(
    ReplicaId replicaId,
    @Nullable Peers peers,
    @DefaultValue("majority") String quorum,
    @Nullable Path dataDir,
    @Valid @DefaultValue Timing timing,
    @Valid @DefaultValue Limits limits,
    @Valid @DefaultValue History history,
    @Valid @DefaultValue Watches watches) {

  /// @throws IllegalArgumentException when the replica has no id
  public QuorateProperties {
    if (replicaId == null) {
      throw new IllegalArgumentException("quorate.replica-id is not set");
    }
    dataDir = dataDir == null ? Path.of("data", replicaId.value()) : dataDir;
  }

  /// How patient a replica is.
  ///
  /// @param heartbeat how often an idle leader says that it is there
  /// @param electionTimeout how long a follower waits for its leader
  /// @param progressTimeout how long work may wait for its quorum before the leader steps down
  /// @param peerTimeout how long a message to a peer may take
  public record Timing(
      @DefaultValue("50ms") Duration heartbeat,
      @DefaultValue("350ms") Duration electionTimeout,
      @DefaultValue("2s") Duration progressTimeout,
      @DefaultValue("2s") Duration peerTimeout) {

    /// @throws IllegalArgumentException when one is too short
    public Timing {
      requirePositive("quorate.timing.heartbeat", heartbeat);
      requirePositive("quorate.timing.election-timeout", electionTimeout);
      requirePositive("quorate.timing.progress-timeout", progressTimeout);
      requirePositive("quorate.timing.peer-timeout", peerTimeout);
      require(
          heartbeat.compareTo(electionTimeout) < 0,
          "quorate.timing.heartbeat (%s) must be shorter than quorate.timing.election-timeout (%s)"
              .formatted(heartbeat, electionTimeout));
    }
  }

  /// How much of the past is kept, for reads at a revision and for watches that come back: what is
  /// beyond any of these is compacted when this replica leads.
  ///
  /// @param revisions so many revisions before the latest
  /// @param age none older than this
  /// @param valueBytes the values in their changes take no more than this together
  public record History(
      @DefaultValue("20000") @Min(1) long revisions,
      @DefaultValue("1h") Duration age,
      @DefaultValue("64MB") DataSize valueBytes) {

    /// @throws IllegalArgumentException when one is out of its bounds
    public History {
      requirePositive("quorate.history.age", age);
      require(
          valueBytes.toBytes() > 0,
          "quorate.history.value-bytes (%s) must be at least 1B".formatted(valueBytes));
    }
  }

  /// What watches of one replica may take.
  ///
  /// @param most so many at a time; more are refused with 429. `server.tomcat.max-connections` must
  ///   leave room for all of them beside other callers and peers
  /// @param bufferRevisions messages that may wait for one reader; one more cuts it off
  /// @param bufferBytes what they may take together
  public record Watches(
      @DefaultValue("12000") @Min(0) int most,
      @DefaultValue("1000") @Min(1) int bufferRevisions,
      @DefaultValue("4MB") DataSize bufferBytes) {

    /// @throws IllegalArgumentException when one is out of its bounds
    public Watches {
      require(
          bufferBytes.toBytes() > 0,
          "quorate.watches.buffer-bytes (%s) must be at least 1B".formatted(bufferBytes));
    }
  }

  /// What a replica takes on at most.
  ///
  /// @param queue commands and reads that may wait; more are refused with 429
  /// @param queueBytes bytes of commands that may wait, and as many of bodies that are being read
  /// @param batchCommands commands in one slot
  /// @param batchBytes bytes in one slot, unless a single command is larger
  /// @param slotsInFlight how many slots the leader may be ahead of the log that it knows chosen
  ///   without a gap
  /// @param keyBytes bytes of a key, as UTF-8
  /// @param valueBytes bytes of a value
  /// @param transactionBytes bytes of a transaction: its keys, values and what is around them
  /// @param idempotencyKeys idempotency keys that are remembered at least; the same on all replicas
  /// @param idempotencyKeysFor how long each is remembered at least; the same on all replicas
  /// @param idempotencyValueBytes what the values in remembered answers may take together; beyond
  ///   that the oldest are told again without them; the same on all replicas
  public record Limits(
      @DefaultValue("20000") @Min(1) int queue,
      @DefaultValue("64MB") DataSize queueBytes,
      @DefaultValue("4096") @Min(1) int batchCommands,
      @DefaultValue("1MB") DataSize batchBytes,
      @DefaultValue("4") @Min(1) @Max(64) int slotsInFlight,
      @DefaultValue("1024") @Min(1) @Max(65536) int keyBytes,
      @DefaultValue("1MB") DataSize valueBytes,
      @DefaultValue("1040KB") DataSize transactionBytes,
      @DefaultValue("100000") @Min(0) int idempotencyKeys,
      @DefaultValue("10m") Duration idempotencyKeysFor,
      @DefaultValue("16MB") DataSize idempotencyValueBytes) {
    /// What all slots in flight may take together.
    private static final int WINDOW_BYTES = 16 << 20;

    /// The largest message between replicas in bytes, in either direction: a promise of an acceptor
    /// that was full of votes when it took another window of them.
    public static final int MESSAGE_BYTES = 2 * WINDOW_BYTES;

    private static final DataSize MAX_VALUE = DataSize.ofMegabytes(8);
    private static final DataSize MAX_TRANSACTION = DataSize.ofMegabytes(8);
    private static final DataSize MAX_BATCH = DataSize.ofMegabytes(2);

    /// What a message and a command may hold beside keys, values and batches.
    private static final long ENVELOPE_BYTES = 16 << 10;

    /// @throws IllegalArgumentException when one is out of its bounds, or peers could not take all
    ///   slots in flight in one message, as a new leader asks them to
    public Limits {
      requireUpTo("quorate.limits.value-bytes", valueBytes, MAX_VALUE);
      requireUpTo("quorate.limits.transaction-bytes", transactionBytes, MAX_TRANSACTION);
      requireUpTo("quorate.limits.batch-bytes", batchBytes, MAX_BATCH);
      requirePositive("quorate.limits.idempotency-keys-for", idempotencyKeysFor);
      require(
          !idempotencyValueBytes.isNegative(),
          "quorate.limits.idempotency-value-bytes (%s) must not be negative"
              .formatted(idempotencyValueBytes));
      requireRoom(queueBytes, "quorate.limits.value-bytes", valueBytes);
      requireRoom(queueBytes, "quorate.limits.transaction-bytes", transactionBytes);
      long command = Math.max(valueBytes.toBytes() + keyBytes, transactionBytes.toBytes());
      long slot = Math.max(batchBytes.toBytes(), command) + ENVELOPE_BYTES;
      require(
          slotsInFlight * slot <= WINDOW_BYTES,
          ("quorate.limits.slots-in-flight (%s) times the largest of quorate.limits.batch-bytes"
                  + " (%s), quorate.limits.transaction-bytes (%s), and quorate.limits.value-bytes"
                  + " (%s) with quorate.limits.key-bytes (%s), plus %s bytes each, must be at most"
                  + " %s bytes")
              .formatted(
                  slotsInFlight,
                  batchBytes,
                  transactionBytes,
                  valueBytes,
                  keyBytes,
                  ENVELOPE_BYTES,
                  WINDOW_BYTES));
    }

    private static void requireRoom(DataSize queueBytes, String name, DataSize size) {
      require(
          queueBytes.compareTo(size) >= 0,
          "quorate.limits.queue-bytes (%s) must be at least %s (%s)"
              .formatted(queueBytes, name, size));
    }

    private static void requireUpTo(String name, DataSize size, DataSize most) {
      boolean fits = size.toBytes() > 0 && size.compareTo(most) <= 0;
      require(fits, "%s (%s) must be from 1B to %s".formatted(name, size, most));
    }
  }

  private static void requirePositive(String name, Duration duration) {
    require(duration.toMillis() > 0, "%s (%s) must be at least 1 ms".formatted(name, duration));
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
