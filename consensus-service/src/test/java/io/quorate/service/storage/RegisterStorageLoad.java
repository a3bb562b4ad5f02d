package io.quorate.service.storage;

import io.quorate.core.quorum.ReplicaId;
import io.quorate.core.register.Content;
import io.quorate.core.register.Copy;
import io.quorate.core.register.Mark;
import io.quorate.core.register.Marked;
import io.quorate.core.register.Register;
import io.quorate.core.register.RegisterWrite;
import io.quorate.core.register.Tag;
import io.quorate.core.register.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// Makes up groups of writes such as those of a member that holds registers: copies, the same ones
/// again and newer, idempotency keys that come and go, and rounds that collect tombstones.
final class RegisterStorageLoad {
  private static final int REGISTERS = 12;
  private static final int KEYS = 30;

  private final SplittableRandom random;
  private long counter;
  private long floor;
  private long at;

  RegisterStorageLoad(RegistersModel from, SplittableRandom random) {
    this.random = random;
    this.floor = from.floor();
    this.counter =
        from.copies().values().stream().mapToLong(one -> one.tag().counter()).max().orElse(0);
  }

  List<RegisterWrite> next() {
    List<RegisterWrite> group = new ArrayList<>();
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      group.add(new RegisterWrite.Stored(register()));
    }
    if (random.nextInt(3) == 0) {
      group.add(new RegisterWrite.Remembered(key(), marked(), ++at));
    }
    if (random.nextInt(8) == 0) {
      group.add(new RegisterWrite.Unremembered(key(), "once-" + random.nextInt(KEYS)));
    }
    if (random.nextInt(8) == 0) {
      group.add(new RegisterWrite.Dropped(key()));
      floor = Math.max(floor + 1, counter);
      group.add(new RegisterWrite.Floors(floor, floor - 1));
    }
    return group;
  }

  private Register register() {
    if (random.nextInt(5) == 0) {
      return new Register(key(), new Copy(tag(), new Content.Tombstone(), Optional.empty()));
    }
    byte[] bytes = new byte[random.nextInt(random.nextInt(20) == 0 ? 200_000 : 400)];
    random.nextBytes(bytes);
    Optional<Mark> mark = random.nextInt(3) == 0 ? Optional.of(marked().mark()) : Optional.empty();
    return new Register(key(), new Copy(tag(), new Content.Value(bytes), mark));
  }

  private Marked marked() {
    return new Marked(new Mark("once-" + random.nextInt(KEYS), random.nextLong()), tag());
  }

  private Tag tag() {
    return new Tag(++counter, new Writer(new ReplicaId("a"), random.nextLong(), counter));
  }

  private String key() {
    return "register/" + random.nextInt(REGISTERS);
  }
}
