package io.quorate.service.api;

import io.quorate.core.keyspace.Range;
import io.quorate.core.store.Transaction;
import io.quorate.core.store.Transaction.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds keys that a transaction may write twice, by two steps that may both be done. The two sides
/// of one transaction are never both done, so one key may be written on each.
///
/// @param mistakes where they are noted
record WrittenOnce(Mistakes mistakes) {

  /// What a step may write, and where it stands.
  private record Written(Range range, String path) {}

  /// @param path where the transaction is in the body; empty for the body itself
  void check(Transaction transaction, String path) {
    var _ = written(transaction, path);
  }

  private List<Written> written(Transaction transaction, String path) {
    String before = path.isEmpty() ? "" : path + ".";
    return Stream.of(
            written(transaction.then(), before + "then"),
            written(transaction.otherwise(), before + "else"))
        .flatMap(List::stream)
        .toList();
  }

  private List<Written> written(List<Step> steps, String path) {
    List<Written> earlier = new ArrayList<>();
    for (int at = 0; at < steps.size(); at++) {
      List<Written> now = written(steps.get(at), path + "[" + at + "]");
      now.forEach(one -> compare(one, earlier));
      earlier.addAll(now);
    }
    return earlier;
  }

  private List<Written> written(Step step, String path) {
    return switch (step) {
      case Transaction.Put put -> List.of(new Written(Range.one(put.key()), path + ".put"));
      case Transaction.Delete(Range range) -> List.of(new Written(range, path + ".delete"));
      case Transaction.Nested(Transaction inner) -> written(inner, path + ".txn");
      case Transaction.Get _, Transaction.GetRange _ -> List.of();
    };
  }

  private void compare(Written one, List<Written> earlier) {
    Optional<Written> same =
        earlier.stream().filter(other -> other.range().meets(one.range())).findFirst();
    same.ifPresent(
        other -> mistakes.add(one.path(), "writes a key that " + other.path() + " writes, too"));
  }
}
