package io.quorate.service.storage;

import io.quorate.core.register.RecoveredRegisters;
import io.quorate.core.register.Register;
import io.quorate.core.register.RegisterWrite.Floors;
import io.quorate.core.register.RegisterWrite.Remembered;
import java.util.List;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;

/// Reads what is stored of the registers.
record RegisterRows(SessionFactory sessions) {

  /// All of it.
  ///
  /// @throws CorruptStore when a row does not hold what was written
  RecoveredRegisters recover() {
    return sessions.fromStatelessSession(RegisterRows::recover);
  }

  /// The same through a session that is open.
  static RecoveredRegisters recover(StatelessSession session) {
    List<Register> registers =
        session.createSelectionQuery("from RegisterRow order by key", RegisterRow.class).stream()
            .map(RegisterRow::register)
            .toList();
    List<Remembered> marks =
        session
            .createSelectionQuery("from RegisterMarkRow order by notedAt", RegisterMarkRow.class)
            .stream()
            .map(RegisterMarkRow::mark)
            .toList();
    Floors floors = floors(session);
    return new RecoveredRegisters(registers, marks, floors.floor(), floors.collected());
  }

  private static Floors floors(StatelessSession session) {
    return session
        .createSelectionQuery("from RegisterFloorRow", RegisterFloorRow.class)
        .uniqueResultOptional()
        .map(RegisterFloorRow::floors)
        .orElse(new Floors(0, 0));
  }
}
