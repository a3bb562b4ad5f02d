package io.quorate.service.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DoorsTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private final Doors doors = new Doors();

  @Test
  void lettingNobodyInBeginsWithTheClosing() throws InterruptedException {
    assertThat(doors.enter()).isTrue();
    doors.leave();

    assertThat(doors.close(Duration.ZERO, PATIENCE)).isTrue();

    assertThat(doors.enter()).isFalse();
  }

  @Test
  void whoWasLetInIsWaitedFor() throws InterruptedException {
    doors.enter();

    assertThat(doors.close(Duration.ZERO, Duration.ZERO)).isFalse();
    doors.leave();
    assertThat(doors.close(Duration.ZERO, PATIENCE)).isTrue();
  }

  @Test
  void quietIsCountedFromTheLastOneOut() throws InterruptedException {
    assertThat(doors.close(PATIENCE, Duration.ZERO)).isFalse();
    doors.enter();
    doors.leave();

    assertThat(doors.close(PATIENCE, Duration.ZERO)).isFalse();
  }
}
