package io.quorate.core.store;

import io.quorate.core.keyspace.Range;
import io.quorate.core.keyspace.Snapshot.Direction;
import io.quorate.core.store.Comparison.Field;
import io.quorate.core.store.Comparison.Relation;
import java.util.List;

/// The bytes of a transaction.
final class TransactionCodec {
  private static final byte VALUE = 1;
  private static final byte NUMBER = 2;
  private static final byte EXISTENCE = 3;
  private static final byte PUT = 1;
  private static final byte DELETE = 2;
  private static final byte GET = 3;
  private static final byte GET_RANGE = 4;
  private static final byte NESTED = 5;

  /// Deeper than any transaction that is taken, and shallow enough for any stack.
  private static final int MAX_DEPTH = 256;

  private TransactionCodec() {}

  static void write(ByteWriter out, Transaction transaction) {
    out.list(transaction.conditions(), one -> write(out, one));
    out.list(transaction.then(), one -> write(out, one));
    out.list(transaction.otherwise(), one -> write(out, one));
  }

  private static void write(ByteWriter out, Comparison comparison) {
    switch (comparison) {
      case Comparison.OfValue(String key, Relation relation, byte[] operand) ->
          out.one(VALUE).text(key).choice(relation).bytes(operand);
      case Comparison.OfNumber(String key, Field field, Relation relation, long operand) ->
          out.one(NUMBER).text(key).choice(field).choice(relation).number(operand);
      case Comparison.OfExistence(String key, boolean exists) ->
          out.one(EXISTENCE).text(key).flag(exists);
    }
  }

  private static void write(ByteWriter out, Transaction.Step step) {
    switch (step) {
      case Transaction.Put put ->
          out.one(PUT)
              .text(put.key())
              .bytes(put.value())
              .number(put.leaseId())
              .flag(put.wantsPrevious());
      case Transaction.Delete(Range range) -> out.one(DELETE).range(range);
      case Transaction.Get(String key) -> out.one(GET).text(key);
      case Transaction.GetRange get ->
          out.one(GET_RANGE)
              .range(get.range())
              .choice(get.direction())
              .integer(get.limit())
              .flag(get.keysOnly());
      case Transaction.Nested(Transaction inner) -> {
        out.one(NESTED);
        write(out, inner);
      }
    }
  }

  static Transaction read(ByteReader in) {
    return read(in, MAX_DEPTH);
  }

  private static Transaction read(ByteReader in, int depth) {
    if (depth == 0) {
      throw new IllegalArgumentException("a transaction nested too deep");
    }
    List<Comparison> conditions = in.list(() -> comparison(in));
    return new Transaction(
        conditions, in.list(() -> step(in, depth)), in.list(() -> step(in, depth)));
  }

  private static Comparison comparison(ByteReader in) {
    byte kind = in.one();
    String key = in.text();
    return switch (kind) {
      case VALUE -> new Comparison.OfValue(key, in.choice(Relation.class), in.bytes());
      case NUMBER ->
          new Comparison.OfNumber(
              key, in.choice(Field.class), in.choice(Relation.class), in.number());
      case EXISTENCE -> new Comparison.OfExistence(key, in.flag());
      default -> throw new IllegalArgumentException("a comparison of unknown kind " + kind);
    };
  }

  private static Transaction.Step step(ByteReader in, int depth) {
    byte kind = in.one();
    return switch (kind) {
      case PUT -> new Transaction.Put(in.text(), in.bytes(), in.number(), in.flag());
      case DELETE -> new Transaction.Delete(in.range());
      case GET -> new Transaction.Get(in.text());
      case GET_RANGE ->
          new Transaction.GetRange(in.range(), in.choice(Direction.class), in.integer(), in.flag());
      case NESTED -> new Transaction.Nested(read(in, depth - 1));
      default -> throw new IllegalArgumentException("a step of unknown kind " + kind);
    };
  }
}
