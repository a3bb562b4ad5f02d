package io.quorate.testkit.history;

import io.quorate.testkit.history.KvAnswer.Entry;
import io.quorate.testkit.history.KvCall.Condition;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;

/// Plain one-at-a-time stores, written apart from the models so that the models are tested too.
final class Stores {

  private Stores() {}

  /// One register.
  static Function<RegisterModel.Call<Integer>, RegisterModel.Answer<Integer>> register() {
    int[] cell = {-1};
    return call ->
        switch (call) {
          case RegisterModel.Read<Integer> _ ->
              new RegisterModel.Value<>(cell[0] < 0 ? Optional.empty() : Optional.of(cell[0]));
          case RegisterModel.Write<Integer> write -> {
            cell[0] = write.value();
            yield new RegisterModel.Written<>();
          }
          case RegisterModel.Cas<Integer> cas -> {
            boolean swapped = cell[0] == cas.expected();
            cell[0] = swapped ? cas.value() : cell[0];
            yield new RegisterModel.Swapped<>(swapped);
          }
        };
  }

  /// Reads, writes and swaps of a few values.
  static Supplier<RegisterModel.Call<Integer>> registerCalls(Random random, int values) {
    return () ->
        switch (random.nextInt(3)) {
          case 0 -> new RegisterModel.Write<>(random.nextInt(values));
          case 1 -> new RegisterModel.Cas<>(random.nextInt(values), random.nextInt(values));
          default -> new RegisterModel.Read<>();
        };
  }

  /// A key-value store with one revision for all keys.
  static Function<KvCall, KvAnswer> keyValues() {
    return new KeyValues()::apply;
  }

  /// Calls of all kinds over a few keys; the values written are distinct, or all alike.
  static Supplier<KvCall> kvCalls(Random random, int keys, int revisions, boolean distinct) {
    int[] next = {0};
    return () -> {
      String key = "k" + random.nextInt(keys);
      String value = distinct ? "v" + next[0]++ : "v";
      return switch (random.nextInt(8)) {
        case 0, 1 -> new KvCall.Put(key, value);
        case 2 -> new KvCall.Put(key, value, condition(random, revisions));
        case 3 -> new KvCall.Delete(key);
        case 4 -> new KvCall.Delete(key, new KvCall.IfMatch(random.nextInt(revisions)));
        default -> new KvCall.Get(key);
      };
    };
  }

  private static Condition condition(Random random, int revisions) {
    return random.nextBoolean()
        ? new KvCall.IfAbsent()
        : new KvCall.IfMatch(random.nextInt(revisions));
  }

  private static final class KeyValues {
    private final Map<String, Entry> entries = new HashMap<>();
    private long revision;

    KvAnswer apply(KvCall call) {
      Optional<Entry> now = Optional.ofNullable(entries.get(call.key()));
      return switch (call) {
        case KvCall.Get _ -> now.<KvAnswer>map(KvAnswer.Found::new).orElseGet(KvAnswer.Absent::new);
        case KvCall.Put put -> {
          if (!holds(put.condition(), now)) {
            yield new KvAnswer.PreconditionFailed(now);
          }
          entries.put(put.key(), new Entry(put.value(), ++revision));
          yield new KvAnswer.Stored(revision, now.isEmpty());
        }
        case KvCall.Delete delete -> {
          if (!holds(delete.condition(), now)) {
            yield new KvAnswer.PreconditionFailed(now);
          }
          if (entries.remove(delete.key()) == null) {
            yield new KvAnswer.NothingToDelete();
          }
          yield new KvAnswer.Deleted(++revision);
        }
      };
    }

    private static boolean holds(Condition condition, Optional<Entry> now) {
      return switch (condition) {
        case KvCall.Always _ -> true;
        case KvCall.IfAbsent _ -> now.isEmpty();
        case KvCall.IfMatch match ->
            now.filter(entry -> entry.modRevision() == match.modRevision()).isPresent();
      };
    }
  }
}
