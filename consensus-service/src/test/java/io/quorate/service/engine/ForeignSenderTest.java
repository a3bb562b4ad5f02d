package io.quorate.service.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.paxos.Input.Sender;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The engine takes nothing from a store other than the one its replica is known with.
class ForeignSenderTest {

  @Test
  void itsCommandsAreNotTaken() {
    try (LoneEngine lone = new LoneEngine(LoneEngine.VOTER)) {
      assertThat(lone.engine.takeForwarded(new Sender(LoneEngine.B, 2), List.of()).join())
          .isEqualTo(new Forwarding.Stranger(1));
      assertThat(lone.engine.takeForwarded(new Sender(LoneEngine.B, 1), List.of()).join())
          .isEqualTo(new Forwarding.NotLeading());
    }
  }

  @Test
  void itIsToldFromTheOneThatIsKnown() {
    try (LoneEngine lone = new LoneEngine(LoneEngine.VOTER)) {
      assertThat(lone.engine.otherStoreOf(new Sender(LoneEngine.B, 2)).join()).hasValue(1);
      assertThat(lone.engine.otherStoreOf(new Sender(LoneEngine.B, 1)).join()).isEmpty();
    }
  }
}
