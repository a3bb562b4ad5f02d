package io.quorate.testkit.sim;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quorate.core.keyspace.Entry;
import io.quorate.core.store.Condition;
import io.quorate.core.store.Operation;
import io.quorate.core.store.Outcome;
import io.quorate.testkit.history.KvAnswer;
import io.quorate.testkit.history.KvCall;
import java.util.Optional;

/// Between the words of a history and those of the store.
final class Translation {
  private Translation() {}

  /// The write that a call asks for.
  static Operation write(KvCall call) {
    return switch (call) {
      case KvCall.Put(String key, String value, KvCall.Condition condition) ->
          new Operation.Put(key, value.getBytes(UTF_8), condition(condition), false);
      case KvCall.Delete(String key, KvCall.Condition condition) ->
          new Operation.Delete(key, condition(condition));
      case KvCall.Get _ -> throw new IllegalArgumentException("a read is no write");
    };
  }

  private static Condition condition(KvCall.Condition condition) {
    return switch (condition) {
      case KvCall.Always() -> new Condition.None();
      case KvCall.IfAbsent() -> new Condition.Absent();
      case KvCall.IfMatch(long revision) -> new Condition.Unmodified(revision);
    };
  }

  /// What a client is told of its write.
  static KvAnswer answer(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Stored stored -> new KvAnswer.Stored(stored.revision(), stored.created());
      case Outcome.Deleted(long deleted, long revision) ->
          deleted == 0 ? new KvAnswer.NothingToDelete() : new KvAnswer.Deleted(revision);
      case Outcome.ConditionFailed(Optional<Entry> current) ->
          new KvAnswer.PreconditionFailed(current.map(Translation::entry));
      case Outcome other ->
          throw new Violation("an answer to one who waits", "a client is told " + other);
    };
  }

  /// What a client is told of its read.
  static KvAnswer answer(Optional<Entry> found) {
    return found
        .<KvAnswer>map(entry -> new KvAnswer.Found(entry(entry)))
        .orElseGet(KvAnswer.Absent::new);
  }

  private static KvAnswer.Entry entry(Entry entry) {
    return new KvAnswer.Entry(new String(entry.value(), UTF_8), entry.modRevision());
  }
}
