package io.quorate.service.storage;

import io.quorate.core.register.Register;
import io.quorate.core.register.RegisterWrite;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hibernate.StatelessSession;

/// What the next writes change in the rows of the registers: of several writes to one row only the
/// last is carried out. Confined to the writer's thread; of no use any more once a method has
/// thrown.
final class WrittenRegisters {
  private final Set<String> stored = new HashSet<>();
  private final Map<String, Optional<Register>> registers = new LinkedHashMap<>();
  private final Map<String, Optional<RegisterMarkRow>> marks = new LinkedHashMap<>();
  private Optional<RegisterFloorRow> floor = Optional.empty();

  /// Learns which registers have a row.
  void prepare(StatelessSession session) {
    stored.addAll(
        session.createSelectionQuery("select key from RegisterRow", String.class).getResultList());
  }

  /// Takes a write in, to be carried out with the others by [#carryOut].
  void take(RegisterWrite write) {
    switch (write) {
      case RegisterWrite.Stored(Register register) ->
          registers.put(register.key(), Optional.of(register));
      case RegisterWrite.Dropped(String key) -> registers.put(key, Optional.empty());
      case RegisterWrite.Remembered mark ->
          marks.put(
              RegisterMarkRow.id(mark.key(), mark.marked().mark().key()),
              Optional.of(new RegisterMarkRow(mark)));
      case RegisterWrite.Unremembered(String key, String idempotencyKey) ->
          marks.put(RegisterMarkRow.id(key, idempotencyKey), Optional.empty());
      case RegisterWrite.Floors floors -> floor = Optional.of(new RegisterFloorRow(floors));
    }
  }

  /// Brings the rows up to date, in the transaction of the session.
  void carryOut(StatelessSession session) {
    storeRegisters(session);
    marks.forEach((id, mark) ->
        mark.ifPresentOrElse(
            session::upsert, () -> delete(session, "delete RegisterMarkRow where id = ?1", id)));
    marks.clear();
    floor.ifPresent(session::upsert);
    floor = Optional.empty();
  }

  private void storeRegisters(StatelessSession session) {
    List<RegisterRow> changed = new ArrayList<>();
    List<RegisterRow> added = new ArrayList<>();
    registers.forEach((key, register) ->
        register.ifPresentOrElse(
            one -> (stored.add(key) ? added : changed).add(new RegisterRow(one)),
            () -> drop(session, key)));
    registers.clear();
    session.insertMultiple(added);
    session.updateMultiple(changed);
  }

  private void drop(StatelessSession session, String key) {
    if (stored.remove(key)) {
      delete(session, "delete RegisterRow where key = ?1", key);
    }
  }

  private static void delete(StatelessSession session, String statement, String id) {
    session.createMutationQuery(statement).setParameter(1, id).executeUpdate();
  }
}
