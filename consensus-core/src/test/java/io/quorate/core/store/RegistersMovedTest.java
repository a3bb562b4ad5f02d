package io.quorate.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.paxos.Decree;
import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.QuorumText;
import io.quorate.core.register.RegisterConfiguration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Which quorum system the log puts in force for registers.
class RegistersMovedTest {
  private static final QuorumSystem FLEXIBLE = QuorumText.parse("flexible(3, 1; a b c)");
  private static final QuorumSystem WEIGHTED =
      QuorumText.parse("weighted(a=2, b=1, c=1; read=2, write=3)");

  private final Log log = new Log(Limits.defaults());

  private void change(QuorumSystem to) {
    var command = log.command(new Operation.ChangeQuorums(to));
    Decree.Batch batch = Decree.Batch.of(log.now, List.of(command));
    log.store.apply(log.store.appliedSlot() + 1, new Decree.Change(batch, to), log::note);
  }

  private void moved(long slot) {
    assertThat(log.run(new Operation.RegistersMoved(slot))).isEqualTo(new Outcome.RegistersMoved());
  }

  private void assertRegisters(long slot, String quorums) {
    assertThat(log.store.registers())
        .isEqualTo(new RegisterConfiguration(slot, QuorumText.parse(quorums)));
  }

  @Test
  void registersBeginWithTheFirstSystemOfTheLog() {
    assertThat(log.store.registers()).isEqualTo(new RegisterConfiguration(0, Log.QUORUMS));
  }

  @Test
  void aChangeNeedsBothSystemsUntilTheRegistersHaveMoved() {
    change(FLEXIBLE);
    assertRegisters(1, "joint(majority(a b c); flexible(3, 1; a b c))");
    assertThat(log.store.registers().isMoving()).isTrue();

    moved(1);
    assertRegisters(1, "flexible(3, 1; a b c)");
    change(WEIGHTED);
    assertRegisters(3, "joint(flexible(3, 1; a b c); weighted(a=2, b=1, c=1; read=2, write=3))");
  }

  @Test
  void aMoveThatIsOverOrAnotherOneChangesNothing() {
    moved(0);
    assertRegisters(0, "majority(a b c)");
    change(FLEXIBLE);
    moved(1);
    assertRegisters(2, "joint(majority(a b c); flexible(3, 1; a b c))");
    moved(2);
    moved(2);
    assertRegisters(2, "flexible(3, 1; a b c)");
  }

  @Test
  void aChangeBeforeTheRegistersHaveMovedStartsFromWhereTheyAre() {
    change(FLEXIBLE);
    change(WEIGHTED);
    moved(1);
    assertRegisters(2, "joint(majority(a b c); weighted(a=2, b=1, c=1; read=2, write=3))");
    moved(2);
    assertRegisters(2, "weighted(a=2, b=1, c=1; read=2, write=3)");
  }
}
