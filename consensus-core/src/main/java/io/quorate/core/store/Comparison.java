package io.quorate.core.store;

import io.quorate.core.keyspace.Entry;
import java.util.Arrays;
import java.util.Optional;

/// What a transaction asks of a key before it chooses its steps.
public sealed interface Comparison {

  /// The key that is looked at.
  String key();

  /// Whether it holds for the key as it stands.
  boolean holdsFor(Optional<Entry> entry);

  /// How two things shall stand to each other.
  enum Relation {
    /// They are the same.
    EQUAL,
    /// They are not.
    NOT_EQUAL,
    /// The key's is smaller.
    LESS,
    /// The key's is greater.
    GREATER;

    boolean holds(int comparison) {
      return switch (this) {
        case EQUAL -> comparison == 0;
        case NOT_EQUAL -> comparison != 0;
        case LESS -> comparison < 0;
        case GREATER -> comparison > 0;
      };
    }
  }

  /// A number that is known of every key; 0 where there is no such key.
  enum Field {
    /// How often it was stored.
    VERSION,
    /// The revision that created it.
    CREATE_REVISION,
    /// The revision that last stored it.
    MOD_REVISION,
    /// The lease that it ends with.
    LEASE_ID;

    long of(Entry entry) {
      return switch (this) {
        case VERSION -> entry.version();
        case CREATE_REVISION -> entry.createRevision();
        case MOD_REVISION -> entry.modRevision();
        case LEASE_ID -> entry.leaseId();
      };
    }
  }

  /// Compares the value, byte by byte as unsigned numbers. A key that does not exist has no value:
  /// then only [Relation#NOT_EQUAL] holds.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record OfValue(String key, Relation relation, byte[] operand) implements Comparison {
    @Override
    public boolean holdsFor(Optional<Entry> entry) {
      return entry
          .map(one -> relation.holds(Arrays.compareUnsigned(one.value(), operand)))
          .orElse(relation == Relation.NOT_EQUAL);
    }
  }

  /// Compares a number.
  record OfNumber(String key, Field field, Relation relation, long operand) implements Comparison {
    @Override
    public boolean holdsFor(Optional<Entry> entry) {
      return relation.holds(Long.compare(entry.map(field::of).orElse(0L), operand));
    }
  }

  /// Asks whether the key exists.
  record OfExistence(String key, boolean exists) implements Comparison {
    @Override
    public boolean holdsFor(Optional<Entry> entry) {
      return entry.isPresent() == exists;
    }
  }
}
