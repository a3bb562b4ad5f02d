package io.quorate.testkit.registers;

import io.quorate.core.register.Copy;
import io.quorate.core.register.RecoveredRegisters;
import io.quorate.core.register.Register;
import io.quorate.core.register.RegisterWrite;
import io.quorate.testkit.sim.WriteQueue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A member's stable storage, with a [WriteQueue] in front of it.
final class RegisterDisk {
  private record Place(String key, String idempotencyKey) {}

  private final RegisterNode owner;
  private final RegisterReferee referee;
  final WriteQueue<List<RegisterWrite>> queue;
  private final Map<String, Copy> rows = new TreeMap<>();
  private final Map<Place, RegisterWrite.Remembered> marks = new LinkedHashMap<>();
  private long floor;
  private long collected;

  RegisterDisk(RegisterWorld world, RegisterNode owner) {
    this.owner = owner;
    this.referee = world.referee;
    this.queue = new WriteQueue<>(world.agenda, world.dice, world.setting.disk(), this::store);
  }

  private void store(List<RegisterWrite> group) {
    for (RegisterWrite write : group) {
      switch (write) {
        case RegisterWrite.Stored(Register register) -> {
          referee.durable(owner.id(), register, rows.getOrDefault(register.key(), Copy.NONE));
          rows.put(register.key(), register.copy());
        }
        case RegisterWrite.Dropped(String key) -> rows.remove(key);
        case RegisterWrite.Remembered mark ->
            marks.put(new Place(mark.key(), mark.marked().mark().key()), mark);
        case RegisterWrite.Unremembered(String key, String idempotencyKey) ->
            marks.remove(new Place(key, idempotencyKey));
        case RegisterWrite.Floors floors -> {
          floor = floors.floor();
          collected = floors.collected();
        }
      }
    }
  }

  /// What a member that starts finds here.
  RecoveredRegisters recovered() {
    List<Register> registers = new ArrayList<>();
    rows.forEach((key, copy) -> registers.add(new Register(key, copy)));
    return new RecoveredRegisters(registers, List.copyOf(marks.values()), floor, collected);
  }
}
