package io.quorate.service.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quorate.core.quorum.ReplicaId;
import io.quorate.core.register.Content;
import io.quorate.core.register.Copy;
import io.quorate.core.register.Mark;
import io.quorate.core.register.Marked;
import io.quorate.core.register.RecoveredRegisters;
import io.quorate.core.register.Register;
import io.quorate.core.register.RegisterWrite;
import io.quorate.core.register.RegisterWrite.Dropped;
import io.quorate.core.register.RegisterWrite.Floors;
import io.quorate.core.register.RegisterWrite.Remembered;
import io.quorate.core.register.RegisterWrite.Stored;
import io.quorate.core.register.RegisterWrite.Unremembered;
import io.quorate.core.register.Tag;
import io.quorate.core.register.Writer;
import java.util.List;
import java.util.Optional;

/// Writes of every kind to registers, and what they leave.
final class RegisterSamples {
  private final Mark mark = new Mark("key-1", -5);
  private final Register first = register("a/b", 1, "old", Optional.empty());
  private final Register second = register("a/b", 2, "new", Optional.of(mark));
  private final Register large = register("large", 1, "x".repeat(3 << 20), Optional.empty());
  private final Register dropped = register("dropped", 1, "v", Optional.empty());
  private final Register gone =
      new Register("gone", new Copy(tag(9), new Content.Tombstone(), Optional.empty()));
  private final Remembered noted = new Remembered("a/b", new Marked(mark, tag(2)), 20);
  private final Remembered old =
      new Remembered("a/b", new Marked(new Mark("key-0", 1), tag(1)), 10);

  private static Register register(String key, long counter, String value, Optional<Mark> mark) {
    return new Register(
        key, new Copy(tag(counter), new Content.Value(value.getBytes(UTF_8)), mark));
  }

  private static Tag tag(long counter) {
    return new Tag(counter, new Writer(new ReplicaId("a"), -1, counter));
  }

  List<List<RegisterWrite>> groups() {
    return List.of(
        List.of(new Stored(first), new Stored(dropped), old, new Floors(1, 0)),
        List.of(new Stored(first), new Stored(second), new Stored(large), new Stored(gone), noted),
        List.of(new Dropped("dropped"), new Unremembered("a/b", "key-0"), new Floors(3, 2)));
  }

  RecoveredRegisters left() {
    return new RecoveredRegisters(List.of(second, gone, large), List.of(noted), 3, 2);
  }
}
