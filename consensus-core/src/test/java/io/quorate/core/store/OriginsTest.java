package io.quorate.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.paxos.Command;
import io.quorate.core.paxos.CommandId;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A command that is chosen more than once is applied once.
class OriginsTest {
  private static final long WINDOW = Limits.COMMAND_WINDOW_MILLIS;

  private final Log log = new Log(Limits.defaults());

  @Test
  void aCommandChosenTwiceIsAppliedOnceAndAnsweredAlike() {
    Command command = put(1, 0);
    Result first = log.choose(command);
    log.choose(put(2, 0));

    assertThat(log.choose(command)).isEqualTo(first);
    assertThat(log.store.revision()).isEqualTo(2);
  }

  @Test
  void aCommandTwiceInOneBatchIsAppliedOnce() {
    Command command = put(1, 0);
    log.choose(List.of(command, command));

    assertThat(log.results.get(1)).isEqualTo(log.results.get(0));
    assertThat(log.store.revision()).isEqualTo(1);
  }

  @Test
  void sameSequenceOfAnotherOriginIsAnotherCommand() {
    log.choose(put(1, 0));
    Command other = new Command(new CommandId(0xdef, 1), 0, log.now, put(1, 0).body());

    log.choose(other);

    assertThat(log.store.revision()).isEqualTo(2);
  }

  @Test
  void whatItsOriginHasSettledIsForgottenAndNeverAppliedAgain() {
    Command settled = put(1, 0);
    Command kept = put(2, 0);
    log.choose(settled);
    Result ofKept = log.choose(kept);
    log.choose(put(3, 2));

    assertThat(log.choose(settled).outcome()).isEqualTo(new Outcome.Expired());
    assertThat(log.choose(kept)).isEqualTo(ofKept);
    assertThat(log.store.revision()).isEqualTo(3);
  }

  @Test
  void settlingNeverMovesBack() {
    log.choose(put(1, 0));
    log.choose(put(5, 5));
    log.choose(put(6, 2));

    assertThat(log.choose(put(4, 0)).outcome()).isEqualTo(new Outcome.Expired());
  }

  /// Up to the edge of the window a command is taken, beyond it is refused. One from the future is
  /// taken however far ahead its clock was.
  @Test
  void aCommandThatIsTooOldIsRefused() {
    long issued = log.now;
    for (long age : List.of(-100 * WINDOW, -WINDOW, -1L, 0L, WINDOW)) {
      Log fresh = new Log(Limits.defaults());
      fresh.now = issued + age;
      assertThat(fresh.choose(putAt(issued)).outcome())
          .as("age %d", age)
          .isInstanceOf(Outcome.Stored.class);
    }
    Log late = new Log(Limits.defaults());
    late.now = issued + WINDOW + 1;
    assertThat(late.choose(putAt(issued)).outcome()).isEqualTo(new Outcome.Expired());
    assertThat(late.store.revision()).isZero();
  }

  @Test
  void logTimeNeverMovesBack() {
    Command old = put(1, 0);
    log.now += WINDOW + 1;
    log.choose(put(2, 0));
    log.now -= WINDOW;

    assertThat(log.choose(old).outcome()).isEqualTo(new Outcome.Expired());
  }

  /// However long a command waits, it is applied at most once: while its origin is remembered it is
  /// known, and once the origin is forgotten it is expired.
  @Test
  void aRepeatedCommandIsNeverAppliedAgainHoweverLate() {
    for (long later = 0; later <= 8 * WINDOW; later += WINDOW / 4) {
      for (long ahead : List.of(-WINDOW, 0L, WINDOW, 3 * WINDOW)) {
        Log fresh = new Log(Limits.defaults());
        Command command = putAt(fresh.now + ahead);
        fresh.choose(command);
        fresh.now += later;
        fresh.choose(new Command(new CommandId(0xdef, 1), 0, fresh.now, command.body()));

        fresh.choose(command);

        assertThat(fresh.store.revision()).as("%d ms later", later).isEqualTo(2);
      }
    }
  }

  private Command put(long sequence, long settledBelow) {
    return new Command(new CommandId(Log.ORIGIN, sequence), settledBelow, log.now, body());
  }

  private static Command putAt(long issuedAt) {
    return new Command(new CommandId(Log.ORIGIN, 1), 0, issuedAt, body());
  }

  private static byte[] body() {
    return RequestCodec.encode(
        Request.of(new Operation.Put("k", new byte[] {1}, new Condition.None(), false)));
  }
}
