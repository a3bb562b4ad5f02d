package io.quorate.service.watch;

import io.quorate.core.keyspace.Keyspace;
import io.quorate.core.keyspace.Revision;
import io.quorate.core.keyspace.Snapshot;
import io.quorate.core.store.Store;
import io.quorate.service.engine.Answer;
import io.quorate.service.engine.Consistency;
import io.quorate.service.engine.Engine;
import io.quorate.service.engine.Refusal;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One watch from its beginning to its end: from history, a part at a time, until it has caught up;
/// from then on what the hub tells it. Between the two there is neither gap nor duplicate, because
/// it joins the hub in the same step of the engine that finds nothing more in history. A replica
/// that is behind what the reader has seen just tells nothing until it is beyond that.
///
/// For one thread.
public final class Course implements AutoCloseable {
  /// How long a reader hears nothing at most; the contract says 5 s, and networks take time.
  private static final Duration PROGRESS = Duration.ofSeconds(4);

  /// Revisions that are read from history at once.
  private static final int PART = 64;

  /// What a look into the state finds.
  private sealed interface Look {
    /// What comes next.
    ///
    /// @param live whether the watch has joined the hub, so that this is the last part
    record Part(List<Revision> revisions, boolean live) implements Look {}

    /// What would come next is gone.
    record Gone(long compactRevision, Snapshot now) implements Look {}
  }

  private final Engine engine;
  private final WatchHub hub;
  private final Watch watch;
  private final Duration patience;
  private final boolean snapshots;
  private final boolean snapshotFirst;
  private long after;
  private Look look = new Look.Part(List.of(), false);

  /// A course of a new watch; whoever has it closes it.
  ///
  /// @param watch one of the hub's that has not joined
  /// @param patience how long to wait for the engine
  public Course(Engine engine, WatchHub hub, Watch watch, Start start, Duration patience) {
    this.engine = engine;
    this.hub = hub;
    this.watch = watch;
    this.patience = patience;
    this.snapshots = start.snapshot();
    this.snapshotFirst = start.snapshot() && start.after().isEmpty();
    this.after = start.after().orElse(Long.MIN_VALUE);
  }

  /// Finds out where to begin. A watch that begins now sees every write that is acknowledged from
  /// now on, by whatever replica.
  ///
  /// @return why it can not begin, if so
  public Optional<Refusal> begin() {
    if (after != Long.MIN_VALUE) {
      return look();
    }
    Consistency consistency = new Consistency.Linearizable();
    return switch (engine.read(consistency, patience, store -> store.now())) {
      case Answer.Refused<Snapshot>(Refusal refusal) -> Optional.of(refusal);
      case Answer.Found<Snapshot>(Snapshot now, long revision) -> {
        after = revision;
        look = snapshotFirst ? new Look.Gone(revision, now) : look;
        yield snapshotFirst ? Optional.empty() : look();
      }
    };
  }

  /// The revision that it goes on after.
  public long after() {
    return after;
  }

  private Optional<Refusal> look() {
    watch.startAfter(after);
    return switch (engine.read(new Consistency.Stale(), patience, this::look)) {
      case Answer.Refused<Look>(Refusal refusal) -> Optional.of(refusal);
      case Answer.Found<Look>(Look found, long _) -> {
        look = found;
        yield Optional.empty();
      }
    };
  }

  /// Runs on the engine's thread.
  private Look look(Store store) {
    Keyspace keys = store.keyspace();
    if (after + 1 < keys.compactRevision()) {
      return new Look.Gone(keys.compactRevision(), keys.now());
    }
    List<Revision> part =
        after < keys.revision() ? keys.history(after + 1, PART) : List.<Revision>of();
    boolean live = after + part.size() >= keys.revision();
    if (live) {
      hub.join(watch);
    }
    return new Look.Part(part, live);
  }

  /// Tells a reader everything until the watch ends or the reader does.
  public void run(Reader reader) throws IOException {
    while (tell(reader)) {
      if (watch.isOver() || look().isPresent()) {
        return;
      }
    }
  }

  /// Tells what the last look has found; false when nothing comes after it.
  private boolean tell(Reader reader) throws IOException {
    return switch (look) {
      case Look.Gone(long compactRevision, Snapshot _) when !snapshots -> {
        reader.compacted(compactRevision);
        yield false;
      }
      case Look.Gone(long _, Snapshot now) -> {
        look = new Look.Part(List.of(), false);
        reader.snapshot(now, watch.filter().disjoint());
        after = now.revision();
        yield true;
      }
      case Look.Part(List<Revision> revisions, boolean live) -> {
        look = new Look.Part(List.of(), false);
        tell(revisions, reader);
        if (live) {
          tellLive(reader);
        }
        yield !live;
      }
    };
  }

  private void tell(List<Revision> revisions, Reader reader) throws IOException {
    Filter filter = watch.filter();
    List<Message> messages =
        revisions.stream()
            .map(one -> new Message(one.number(), filter.of(one.changes()), filter.previous()))
            .filter(one -> !one.changes().isEmpty())
            .toList();
    for (Message message : messages) {
      reader.change(message);
    }
    if (!revisions.isEmpty()) {
      after = revisions.getLast().number();
    }
  }

  private void tellLive(Reader reader) throws IOException {
    // From here on the reader knows where to come back to, even if nothing ever matches.
    watch.startAfter(after);
    reader.progress(Math.max(0, after));
    while (true) {
      switch (watch.next(PROGRESS)) {
        case Watch.Next.News(Message message) -> reader.change(message);
        case Watch.Next.Idle(long revision) -> reader.progress(revision);
        case Watch.Next.Ended() -> {
          return;
        }
      }
    }
  }

  @Override
  public void close() {
    hub.leave(watch);
  }
}
