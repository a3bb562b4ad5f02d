package io.quorate.core.paxos;

import static io.quorate.core.paxos.OneOfThree.B;
import static io.quorate.core.paxos.OneOfThree.C;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.paxos.Message.Accept;
import io.quorate.core.paxos.Message.Learn;
import io.quorate.core.paxos.Message.NotNow;
import io.quorate.core.paxos.Message.PreVote;
import io.quorate.core.paxos.Message.Prepare;
import io.quorate.core.paxos.Message.Reply;
import io.quorate.core.paxos.Message.Request;
import io.quorate.core.paxos.Message.TakeOver;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A follower whose disk hung went on to take accepts, and to hold their answers, for as long as
/// the others sent some.
class FollowerWithAHungDiskTest {
  private static final Ballot OF_B = new Ballot(1, B);
  private static final Ballot OF_C = new Ballot(2, C);
  private static final int MEGABYTE = 1 << 20;

  private final OneOfThree a =
      new OneOfThree(new Recovered(Ballot.NONE, 0, List.of(), Map.of(B, 1L, C, 1L), true));
  private final long start = 1_000;
  private final long hung = start + a.timing.progressTimeout() + 1;

  private Effects ask(Request request, long now) {
    return a.hear(request.equals(new Prepare(OF_C, 0)) ? C : B, request, now);
  }

  private static Reply answer(Effects effects) {
    return effects.answers().getFirst().reply();
  }

  private static Accept accept(long slot, int bytes, long chosenUpTo) {
    return new Accept(OF_B, slot, List.of(new Decree.Batch(0, new byte[bytes])), chosenUpTo);
  }

  @Test
  void takesNothingThatItWouldHaveToWrite() {
    assertThat(answer(ask(accept(1, 1, 0), start))).isInstanceOf(Message.Accepted.class);

    for (Request request :
        List.of(
            accept(2, 1, 0),
            new Prepare(OF_C, 0),
            new PreVote(OF_C, 0),
            new Learn(OF_B, 0, 7),
            new TakeOver(OF_B),
            new Message.Hello())) {
      Effects effects = ask(request, hung);
      String kind = request.getClass().getSimpleName();
      assertThat(effects.writes()).as("writes after %s", kind).isEmpty();
      assertThat(answer(effects)).as("the answer to %s", kind).isInstanceOf(NotNow.class);
      assertThat(effects.answers().getFirst().after()).as("waits for the disk").isZero();
    }
    assertThat(a.tick(hung + 1).writes()).as("notes how far the log is chosen").isEmpty();
  }

  @Test
  void stillHearsItsLeaderAndItsCommitIndex() {
    ask(accept(1, 1, 0), start);

    assertThat(ask(new Learn(OF_B, 1, 0), hung).chosen()).hasSize(1);
    assertThat(a.replica.leader()).contains(B);
  }

  @Test
  void copiesNothingFromAPeer() {
    ask(accept(1, 1, 0), start);
    assertThat(ask(new Learn(OF_B, 3, 0), hung).fetches()).isEmpty();

    var copied = new AcceptedDecree(2, OF_B, new Decree.NoOp());
    assertThat(a.take(new Input.Fetched(OneOfThree.FROM_C, List.of(copied)), hung).writes())
        .isEmpty();
  }

  @Test
  void takesPartAgainOnceTheDiskIsBack() {
    Effects first = ask(accept(1, 1, 0), start);
    ask(accept(2, 1, 0), hung);

    a.take(new Input.Durable(first.sequence()), hung + 1);

    assertThat(answer(ask(accept(2, 1, 0), hung + 2))).isInstanceOf(Message.Accepted.class);
  }

  @Test
  void aDiskThatIsSlowBoundsWhatWaitsForItInBytes() {
    byte[] decree = new byte[MEGABYTE];
    long slot = 1;
    Effects effects = ask(accept(slot, MEGABYTE, 0), start);
    long firstGroup = effects.sequence();
    while (answer(effects) instanceof Message.Accepted && slot < 1_000) {
      slot++;
      var batch = List.<Decree>of(new Decree.Batch(0, decree));
      effects = ask(new Accept(OF_B, slot, batch, slot - 1), start);
    }
    assertThat(answer(effects)).isInstanceOf(NotNow.class);
    assertThat(slot - 1).as("megabytes that wait for the disk").isEqualTo(32);

    a.take(new Input.Durable(firstGroup), start);
    assertThat(answer(ask(accept(slot, 1, 0), start))).isInstanceOf(Message.Accepted.class);
  }
}
