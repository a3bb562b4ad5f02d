package io.quorate.service.api;

import io.quorate.core.register.Level;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Reads how many members an operation on a register waits for.
final class RegisterLevel {
  private RegisterLevel() {}

  /// @param members how many there are
  static Level of(Query query, int members) {
    Optional<String> consistency = query.text("consistency");
    OptionalLong read = query.number("r");
    OptionalLong write = query.number("w");
    if (read.isPresent() || write.isPresent()) {
      if (consistency.isPresent()) {
        throw ProblemException.invalid("consistency", "is given beside r and w");
      }
      return new Level.Counts(count("r", read, members), count("w", write, members));
    }
    return switch (consistency.orElse("atomic")) {
      case "one" -> new Level.One();
      case "quorum" -> new Level.Quorum();
      case "all" -> new Level.All();
      case "atomic" -> new Level.Atomic();
      default -> throw ProblemException.invalid("consistency", "is one, quorum, all or atomic");
    };
  }

  private static OptionalInt count(String name, OptionalLong given, int members) {
    if (given.isEmpty()) {
      return OptionalInt.empty();
    }
    long count = given.getAsLong();
    if (count < 1 || count > members) {
      throw ProblemException.invalid(name, "must be from 1 to " + members);
    }
    return OptionalInt.of((int) count);
  }
}
