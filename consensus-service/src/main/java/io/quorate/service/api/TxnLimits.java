package io.quorate.service.api;

import io.quorate.core.store.Operation;
import io.quorate.core.store.Request;
import io.quorate.core.store.RequestCodec;
import io.quorate.core.store.Transaction;
import java.util.List;
import java.util.stream.Stream;

/// How much one transaction may be. Looked at before anything is proposed.
///
/// @param bytes of its command
record TxnLimits(long bytes) {
  static final int MAX_OPERATIONS = 128;
  static final int MAX_CONDITIONS = 128;
  static final int MAX_DEPTH = 8;

  /// @throws ProblemException when it is more
  void check(Transaction transaction) {
    refuse(transaction.steps() > MAX_OPERATIONS, "operations", MAX_OPERATIONS);
    refuse(transaction.comparisons() > MAX_CONDITIONS, "conditions", MAX_CONDITIONS);
    refuse(depth(transaction) > MAX_DEPTH, "transactions one within another", MAX_DEPTH);
    int size = RequestCodec.encode(Request.of(new Operation.Transact(transaction))).length;
    refuse(size > bytes, "bytes", bytes);
  }

  private static void refuse(boolean tooMuch, String what, long limit) {
    if (tooMuch) {
      throw new ProblemException(Problems.transactionTooLarge(what, limit));
    }
  }

  private static int depth(Transaction transaction) {
    return 1
        + Stream.of(transaction.then(), transaction.otherwise())
            .flatMap(List::stream)
            .mapToInt(
                step -> step instanceof Transaction.Nested(Transaction inner) ? depth(inner) : 0)
            .max()
            .orElse(0);
  }
}
