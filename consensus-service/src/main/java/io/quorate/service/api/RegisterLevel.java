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
    OptionalInt read = count("r", query, members);
    OptionalInt write = count("w", query, members);
    if (read.isPresent() || write.isPresent()) {
      if (consistency.isPresent()) {
        throw ProblemException.invalid("consistency", "is given beside r and w");
      }
      return new Level.Counts(read, write);
    }
    return switch (consistency.orElse("atomic")) {
      case "one" -> new Level.One();
      case "quorum" -> new Level.Quorum();
      case "all" -> new Level.All();
      case "atomic" -> new Level.Atomic();
      default -> throw ProblemException.invalid("consistency", "is one, quorum, all or atomic");
    };
  }

  private static OptionalInt count(String name, Query query, int members) {
    OptionalLong given = query.number(name, 1, members);
    return given.isPresent() ? OptionalInt.of((int) given.getAsLong()) : OptionalInt.empty();
  }
}
