package io.quorate.testkit.history;

import io.quorate.testkit.history.KvAnswer.Absent;
import io.quorate.testkit.history.KvAnswer.Deleted;
import io.quorate.testkit.history.KvAnswer.Entry;
import io.quorate.testkit.history.KvAnswer.Found;
import io.quorate.testkit.history.KvAnswer.NothingToDelete;
import io.quorate.testkit.history.KvAnswer.PreconditionFailed;
import io.quorate.testkit.history.KvAnswer.Stored;
import io.quorate.testkit.history.KvCall.Always;
import io.quorate.testkit.history.KvCall.Condition;
import io.quorate.testkit.history.KvCall.Delete;
import io.quorate.testkit.history.KvCall.Get;
import io.quorate.testkit.history.KvCall.IfAbsent;
import io.quorate.testkit.history.KvCall.IfMatch;
import io.quorate.testkit.history.KvCall.Put;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The key-value contract for single keys, checked key by key: a read returns exactly the value and
/// `modRevision` of the last write, each write of a key has a higher revision than the one before,
/// `created` and `deleted` tell whether the key was there, and a condition is judged by the entry
/// as it stands.
///
/// Not checked here: that revisions of different keys are distinct and have no gaps, ranges,
/// transactions, old revisions, stale reads (leave those out of the history).
public final class KvModel implements Model<KvState, KvCall, KvAnswer> {

  @Override
  public KvState initial() {
    return KvState.NEVER_WRITTEN;
  }

  @Override
  public Object partition(KvCall input) {
    return input.key();
  }

  @Override
  public List<KvState> step(KvState state, KvCall input, KvAnswer output) {
    return switch (output) {
      case Found found when input instanceof Get -> seen(state, Optional.of(found.entry()));
      case Absent _ when input instanceof Get -> seen(state, Optional.empty());
      case Stored stored when input instanceof Put put -> stored(state, put, stored);
      case Deleted deleted when input instanceof Delete delete -> deleted(state, delete, deleted);
      case NothingToDelete _ when input instanceof Delete delete ->
          delete.condition() instanceof Always ? seen(state, Optional.empty()) : List.of();
      case PreconditionFailed failed -> refused(state, input, failed.current());
      case Found _, Absent _, Stored _, Deleted _, NothingToDelete _ ->
          throw new IllegalArgumentException(input + " cannot answer " + output);
    };
  }

  @Override
  public List<KvState> stepUnknown(KvState state, KvCall input) {
    return switch (input) {
      case Get _ -> List.of();
      case Put put -> changedUnseen(state, put.condition(), Optional.of(put.value()));
      case Delete delete ->
          state.isPresent()
              ? changedUnseen(state, delete.condition(), Optional.empty())
              : List.of();
    };
  }

  @Override
  public boolean isReadOnly(KvCall input, KvAnswer output) {
    return switch (output) {
      case Found _, Absent _, NothingToDelete _, PreconditionFailed _ -> true;
      case Stored _, Deleted _ -> false;
    };
  }

  /// Twice the revision for a write, and one more for those who saw what it wrote.
  @Override
  public OptionalLong rank(KvCall input, KvAnswer output) {
    return switch (output) {
      case Stored stored -> OptionalLong.of(2 * stored.revision());
      case Deleted deleted -> OptionalLong.of(2 * deleted.revision());
      case Found found -> OptionalLong.of(2 * found.entry().modRevision() + 1);
      case PreconditionFailed failed ->
          failed.current().isEmpty()
              ? OptionalLong.empty()
              : OptionalLong.of(2 * failed.current().get().modRevision() + 1);
      case Absent _, NothingToDelete _ -> OptionalLong.empty();
    };
  }

  private static List<KvState> seen(KvState state, Optional<Entry> entry) {
    return state.mayBe(entry) ? List.of(state.seenAs(entry)) : List.of();
  }

  private static List<KvState> stored(KvState state, Put put, Stored stored) {
    boolean allowed = stored.created() != state.isPresent();
    return allowed
        ? changed(state, put.condition(), Optional.of(put.value()), stored.revision())
        : List.of();
  }

  private static List<KvState> deleted(KvState state, Delete delete, Deleted deleted) {
    boolean allowed = state.isPresent();
    return allowed
        ? changed(state, delete.condition(), Optional.empty(), deleted.revision())
        : List.of();
  }

  private static List<KvState> changed(
      KvState state, Condition condition, Optional<String> value, long revision) {
    boolean grows = revision > floor(state, condition);
    return grows && mayHold(state, condition) ? List.of(state.changed(value, revision)) : List.of();
  }

  private static List<KvState> changedUnseen(
      KvState state, Condition condition, Optional<String> value) {
    return mayHold(state, condition)
        ? List.of(state.changedSomewhereAfter(value, floor(state, condition)))
        : List.of();
  }

  /// A condition may only be refused over an entry that is really there and really breaks it.
  private static List<KvState> refused(KvState state, KvCall input, Optional<Entry> current) {
    Condition condition =
        switch (input) {
          case Put put -> put.condition();
          case Delete delete -> delete.condition();
          case Get _ -> throw new IllegalArgumentException("a get has no condition");
        };
    boolean justified =
        switch (condition) {
          case Always _ -> false;
          case IfAbsent _ -> current.isPresent();
          case IfMatch match ->
              current.map(Entry::modRevision).filter(at -> at == match.modRevision()).isEmpty();
        };
    return justified ? seen(state, current) : List.of();
  }

  private static boolean mayHold(KvState state, Condition condition) {
    return switch (condition) {
      case Always _ -> true;
      case IfAbsent _ -> !state.isPresent();
      case IfMatch match -> state.isPresent() && state.mayBeAt(match.modRevision());
    };
  }

  /// A revision below that of the change to come: a condition that held tells the one before.
  private static long floor(KvState state, Condition condition) {
    return condition instanceof IfMatch match
        ? Math.max(state.revision(), match.modRevision())
        : state.revision();
  }
}
