package io.quorate.testkit.model;

import io.quorate.core.keyspace.Entry;
import io.quorate.core.keyspace.Range;
import io.quorate.core.keyspace.Snapshot;
import io.quorate.core.keyspace.Snapshot.Direction;
import io.quorate.core.lease.Lease;
import io.quorate.core.lock.Lock;
import io.quorate.core.lock.LockName;
import io.quorate.core.paxos.Decree;
import io.quorate.core.quorum.Majority;
import io.quorate.core.quorum.ReplicaId;
import io.quorate.core.store.Outcome;
import io.quorate.core.store.Result;
import io.quorate.core.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/// Both stores play a script; after each line everything that can be asked of them is compared.
public final class Duel {
  /// Two stores have come apart.
  private static final class Apart extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Apart(String what, Object plain, Object real) {
      super(what + ": the plain store has " + plain + ", the real one " + real, null, false, false);
    }
  }

  private final PlainStore plain;
  private final Store real;

  private Duel(PlainStore plain, Script script) {
    this.plain = plain;
    this.real = new Store(script.limits(), Majority.of(List.of(new ReplicaId("a"))));
  }

  /// Plays a script; tells the first difference, if there is one.
  public static Optional<String> play(Script script) {
    return play(script, PlainStore::new);
  }

  static Optional<String> play(Script script, Function<Script, PlainStore> plain) {
    Duel duel = new Duel(plain.apply(script), script);
    int number = 0;
    for (Script.Line line : script.lines()) {
      number++;
      try {
        duel.play(line);
      } catch (RuntimeException apart) {
        return Optional.of("after line " + number + ", " + apart);
      }
    }
    return Optional.empty();
  }

  private void play(Script.Line line) {
    Result expected = plain.apply(line);
    List<Result> told = new ArrayList<>();
    real.apply(
        real.appliedSlot() + 1,
        Decree.Batch.of(line.stamp(), List.of(line.command())),
        (id, result) -> {
          same("command", line.id(), id);
          told.add(result);
        });
    same("results", 1, told.size());
    compare(expected, told.getFirst());
    same("log time", plain.logTime(), real.logTime());
    compareHistory();
    compareLeases();
    compareLocks();
  }

  /// Values that are told again may be gone; nothing else may.
  private static void compare(Result expected, Result told) {
    same("revision told", expected.revision(), told.revision());
    same("replayed", expected.replayed(), told.replayed());
    if (told.outcome() instanceof Outcome.WithoutValue(Outcome first)) {
      same("outcome without values", expected.outcome().withoutValues(), first);
      return;
    }
    same("outcome", expected.outcome(), told.outcome());
  }

  private void compareHistory() {
    PlainKeys keys = plain.keys;
    same("revision", keys.revision(), real.revision());
    same("compact revision", keys.compactRevision, real.keyspace().compactRevision());
    same("forgotten", Optional.empty(), real.keyspace().at(keys.compactRevision - 1));
    same("yet to come", Optional.empty(), real.keyspace().at(keys.revision() + 1));
    var history = real.keyspace().history(0, Integer.MAX_VALUE);
    List<PlainKeys.Past> kept = keys.kept();
    same("revisions kept", kept.size(), history.size());
    for (int i = 0; i < kept.size(); i++) {
      PlainKeys.Past past = kept.get(i);
      var revision = history.get(i);
      same("number in history", past.number(), revision.number());
      same("time of " + past.number(), past.time(), revision.time());
      same("changes of " + past.number(), past.changes(), revision.changes());
      compare(past, real.keyspace().at(past.number()).orElseThrow());
    }
    same("latest", real.revision(), real.now().revision());
  }

  private static void compare(PlainKeys.Past past, Snapshot snapshot) {
    same("snapshot", past.number(), snapshot.revision());
    String what = "keys at " + past.number();
    for (Direction direction : Direction.values()) {
      List<Entry> all = PlainKeys.list(past.after(), Range.all(), direction);
      same(what, all, snapshot.page(Range.all(), direction, 100, Long.MAX_VALUE).items());
    }
    for (Entry entry : past.after().values()) {
      same(what, Optional.of(entry), snapshot.get(entry.key()));
      Range rest = new Range(entry.key(), Optional.empty());
      int count = PlainKeys.list(past.after(), rest, Direction.ASCENDING).size();
      same("count at " + past.number(), count, snapshot.keys().count(rest));
    }
  }

  private void compareLeases() {
    same("leases", plain.claims.leases(), real.leases().from(0, Integer.MAX_VALUE));
    same("number of leases", plain.claims.leases().size(), real.leases().size());
    for (Lease lease : plain.claims.leases()) {
      same("keys of " + lease, plain.keysOf(lease.id()), real.leases().keys(lease.id()));
    }
  }

  private void compareLocks() {
    List<Lock> locks = new ArrayList<>();
    for (LockName.Kind kind : LockName.Kind.values()) {
      List<Lock> some = real.locks().from(new LockName(kind, ""), Integer.MAX_VALUE);
      same("number of locks", some.size(), real.locks().held(kind));
      locks.addAll(some);
    }
    same("locks", plain.claims.names().stream().map(plain.claims::lock).toList(), locks);
    int waiting = locks.stream().mapToInt(lock -> lock.queue().size()).sum();
    same("waiting", waiting, real.locks().waiting());
    for (Lock lock : locks) {
      long token = lock.holder().token();
      for (long other = token - 1; other <= token + 1; other++) {
        String text = lock.name().text();
        same("held", plain.claims.isHeld(text, other), real.locks().isHeld(text, other));
      }
    }
  }

  private static void same(String what, Object plain, Object real) {
    if (!Objects.equals(plain, real)) {
      throw new Apart(what, plain, real);
    }
  }
}
