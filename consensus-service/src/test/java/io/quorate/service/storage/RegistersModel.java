package io.quorate.service.storage;

import io.quorate.core.register.Copy;
import io.quorate.core.register.Marked;
import io.quorate.core.register.RecoveredRegisters;
import io.quorate.core.register.Register;
import io.quorate.core.register.RegisterWrite;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hibernate.StatelessSession;

/// What a store should hold of the registers after some writes, or does hold.
///
/// @param marks by register and idempotency key
record RegistersModel(
    Map<String, Copy> copies, Map<String, Marked> marks, long floor, long collected) {

  static RegistersModel read(StatelessSession session) {
    RecoveredRegisters found = RegisterRows.recover(session);
    Map<String, Copy> copies = new TreeMap<>();
    found.registers().forEach(one -> copies.put(one.key(), one.copy()));
    Map<String, Marked> marks = new TreeMap<>();
    found.marks().forEach(one -> marks.put(id(one), one.marked()));
    return new RegistersModel(copies, marks, found.floor(), found.collected());
  }

  RegistersModel after(List<RegisterWrite> group) {
    Map<String, Copy> nextCopies = new TreeMap<>(copies);
    Map<String, Marked> nextMarks = new TreeMap<>(marks);
    long nextFloor = floor;
    long nextCollected = collected;
    for (RegisterWrite write : group) {
      switch (write) {
        case RegisterWrite.Stored(Register register) ->
            nextCopies.put(register.key(), register.copy());
        case RegisterWrite.Dropped(String key) -> nextCopies.remove(key);
        case RegisterWrite.Remembered mark -> nextMarks.put(id(mark), mark.marked());
        case RegisterWrite.Unremembered(String key, String idempotencyKey) ->
            nextMarks.remove(key + " " + idempotencyKey);
        case RegisterWrite.Floors(long newFloor, long newCollected) -> {
          nextFloor = newFloor;
          nextCollected = newCollected;
        }
      }
    }
    return new RegistersModel(nextCopies, nextMarks, nextFloor, nextCollected);
  }

  private static String id(RegisterWrite.Remembered mark) {
    return mark.key() + " " + mark.marked().mark().key();
  }
}
