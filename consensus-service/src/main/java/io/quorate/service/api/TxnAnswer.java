package io.quorate.service.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quorate.core.keyspace.Entry;
import io.quorate.core.store.Outcome;
import io.quorate.core.store.StepResult;
import io.quorate.core.store.Transaction;
import io.quorate.core.store.Transaction.Step;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.AbstractList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a transaction has done.
///
/// @param succeeded whether all its conditions held, so that `then` was done, not `else`
/// @param revision the store's revision afterwards
/// @param results one for each operation of that side, in order
@Schema(description = "What a transaction has done")
record TxnAnswer(
    @Schema(description = "Whether all conditions held: `then` was done, not `else`")
        boolean succeeded,
    @Schema(description = "The store's revision afterwards", example = "13") long revision,
    @Schema(description = "One for each operation of that side, in order") List<Result> results) {

  /// What one operation has come to, under its name.
  @Schema(
      name = "TxnOpResult",
      oneOf = {PutResult.class, DeleteResult.class, GetResult.class, TxnResult.class})
  sealed interface Result {}

  @Schema(name = "TxnPutResult")
  record PutResult(PutAnswer put) implements Result {}

  @Schema(name = "TxnDeleteResult")
  record DeleteResult(Deleted delete) implements Result {}

  @Schema(name = "TxnGetResult")
  record GetResult(
      @JsonInclude(JsonInclude.Include.ALWAYS)
          @Schema(
              description = "The entry of a key, or null; of a range how many there are, and some",
              oneOf = {KeyValue.class, Found.class, Absent.class})
          @Nullable Object get)
      implements Result {}

  @Schema(name = "TxnNestedResult")
  record TxnResult(Nested txn) implements Result {}

  @Schema(name = "TxnDeleted")
  record Deleted(@Schema(description = "How many keys are gone") long deleted) {}

  @Schema(name = "TxnFound")
  record Found(
      @Schema(description = "How many keys the whole range has") long count,
      List<KeyValue> items) {}

  /// Null, for the OpenAPI document.
  @Schema(name = "TxnAbsent", description = "There is no such key", types = "null")
  interface Absent {}

  @Schema(name = "TxnNested")
  record Nested(boolean succeeded, List<Result> results) {}

  /// @param asked the transaction; of a replayed outcome the same as at first
  /// @param shown how entries are shown
  static TxnAnswer of(Transaction asked, Outcome.Transacted done, Function<Entry, KeyValue> shown) {
    List<Step> steps = done.succeeded() ? asked.then() : asked.otherwise();
    return new TxnAnswer(done.succeeded(), done.revision(), results(steps, done.results(), shown));
  }

  /// Each made only when it is looked at, as it is written.
  private static List<Result> results(
      List<Step> steps, List<StepResult> done, Function<Entry, KeyValue> shown) {
    return new AbstractList<>() {
      @Override
      public Result get(int index) {
        return result(steps.get(index), done.get(index), shown);
      }

      @Override
      public int size() {
        return done.size();
      }
    };
  }

  private static Result result(Step step, StepResult done, Function<Entry, KeyValue> shown) {
    return switch (done) {
      case StepResult.Stored stored -> new PutResult(put(step, stored, shown));
      case StepResult.Deleted(long deleted) -> new DeleteResult(new Deleted(deleted));
      case StepResult.Found found -> new GetResult(found.entry().map(shown).orElse(null));
      case StepResult.Listed(long count, List<Entry> items) -> {
        boolean keysOnly = step instanceof Transaction.GetRange get && get.keysOnly();
        Function<Entry, KeyValue> form = keysOnly ? KeyValue::withoutValue : shown;
        yield new GetResult(new Found(count, KeyValue.listOf(items, form)));
      }
      case StepResult.Transacted(boolean succeeded, List<StepResult> results) -> {
        Transaction inner = ((Transaction.Nested) step).transaction();
        List<Step> steps = succeeded ? inner.then() : inner.otherwise();
        yield new TxnResult(new Nested(succeeded, results(steps, results, shown)));
      }
    };
  }

  private static PutAnswer put(
      Step step, StepResult.Stored stored, Function<Entry, KeyValue> shown) {
    Entry entry = stored.entry();
    var outcome =
        new Outcome.Stored(
            entry.modRevision(), entry.createRevision(), entry.version(), stored.previous());
    boolean withPrevious = step instanceof Transaction.Put put && put.wantsPrevious();
    return PutAnswer.of(entry.key(), outcome, withPrevious, shown);
  }
}
