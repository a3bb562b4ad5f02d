package io.quorate.core.store;

import io.quorate.core.paxos.Command;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Remembers what became of each command until its origin says that it will not be sent again, so
/// that a command that is chosen twice is applied once.
final class Origins {
  private record Remembered(KeptOutcomes.Kept kept, long revision, boolean replayed) {
    Result result() {
      return new Result(kept.outcome(), revision, replayed);
    }
  }

  private static final class Origin {
    final TreeMap<Long, Remembered> results = new TreeMap<>();
    long settledBelow;
    long lastUsed;
  }

  private final KeptOutcomes outcomes;
  private final Map<Long, Origin> origins = new HashMap<>();

  Origins(KeptOutcomes outcomes) {
    this.outcomes = outcomes;
  }

  /// What is already known of a command: its result, or that nobody waits for it any more. Empty
  /// when it is new and has to be applied now.
  Optional<Result> known(Command command, long revision, long logTime) {
    if (logTime - command.issuedAt() > Limits.COMMAND_WINDOW_MILLIS) {
      return Optional.of(new Result(new Outcome.Expired(), revision, false));
    }
    Origin origin = origins.get(command.id().origin());
    if (origin == null) {
      return Optional.empty();
    }
    if (command.id().sequence() < origin.settledBelow) {
      return Optional.of(new Result(new Outcome.Expired(), revision, false));
    }
    return Optional.ofNullable(origin.results.get(command.id().sequence())).map(Remembered::result);
  }

  /// Remembers the result of a command.
  void remember(Command command, Result result, long logTime) {
    Origin origin = origins.get(command.id().origin());
    if (origin == null) {
      forgetSilent(logTime);
      origin = new Origin();
      origins.put(command.id().origin(), origin);
    }
    // A command from the future counts as used then, so that it expires before it is forgotten.
    origin.lastUsed = Math.max(origin.lastUsed, Math.max(logTime, command.issuedAt()));
    origin.results.put(
        command.id().sequence(),
        new Remembered(outcomes.keep(result.outcome()), result.revision(), result.replayed()));
    if (command.settledBelow() > origin.settledBelow) {
      origin.settledBelow = command.settledBelow();
      forget(origin.results.headMap(origin.settledBelow, false));
    }
  }

  private void forgetSilent(long logTime) {
    origins
        .values()
        .removeIf(one -> {
          boolean silent = logTime - one.lastUsed > Limits.ORIGIN_KEPT_MILLIS;
          if (silent) {
            forget(one.results);
          }
          return silent;
        });
  }

  private void forget(Map<Long, Remembered> results) {
    results.values().forEach(one -> outcomes.letGo(one.kept()));
    results.clear();
  }
}
