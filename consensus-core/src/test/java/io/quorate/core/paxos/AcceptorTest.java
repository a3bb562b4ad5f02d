package io.quorate.core.paxos;

import static io.quorate.core.paxos.AcceptorWorlds.after;
import static io.quorate.core.paxos.AcceptorWorlds.memoryOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quorate.core.paxos.Acceptor.Decision;
import io.quorate.core.paxos.AcceptorWorlds.World;
import io.quorate.core.paxos.Message.Accept;
import io.quorate.core.paxos.Message.Prepare;
import io.quorate.core.paxos.Message.Promise;
import io.quorate.core.paxos.Message.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// What an acceptor does in every small world.
class AcceptorTest {

  @Test
  void aBallotBelowThePromiseIsRefusedAndChangesNothing() {
    forEach(
        AcceptorWorlds.all(),
        World::isBelowThePromise,
        world -> {
          Acceptor acceptor = world.acceptor();
          Decision decision = world.ask(acceptor);

          assertThat(decision.reply())
              .isEqualTo(new Refused(world.ballot(), world.before().promised()));
          assertThat(decision.writes()).isEmpty();
          assertThat(acceptor.promised()).as("I1").isEqualTo(world.before().promised());
          assertThat(memoryOf(acceptor)).isEqualTo(memoryOf(world.acceptor()));
        });
  }

  @Test
  void aBallotAtOrAboveThePromiseIsPromisedAndThePromiseIsWrittenIfItRose() {
    forEach(
        AcceptorWorlds.all(),
        world -> !world.isBelowThePromise() && !world.breaksI3(),
        world -> {
          Acceptor acceptor = world.acceptor();
          List<Write> writes = world.ask(acceptor).writes();

          assertThat(acceptor.promised()).as("I1").isEqualTo(world.ballot());
          boolean rose = world.before().promised().isBelow(world.ballot());
          assertThat(writes.contains(new Write.Promised(world.ballot()))).isEqualTo(rose);
        });
  }

  @Test
  void aPromiseTellsEveryVoteAboveWhatEitherSideKnowsChosen() {
    forEach(
        AcceptorWorlds.prepares(),
        world -> !world.isBelowThePromise(),
        world -> {
          Prepare prepare = (Prepare) world.request();
          Recovered before = world.before();
          long known = Math.max(prepare.chosenUpTo(), before.chosenUpTo());
          List<AcceptedDecree> above =
              before.votes().stream().filter(vote -> vote.slot() > known).toList();

          assertThat(world.ask(world.acceptor()).reply())
              .isEqualTo(
                  new Promise(prepare.ballot(), before.chosenUpTo(), OneOfThree.QUORUMS, above));
        });
  }

  @Test
  void aVoteReplacesThoseOfLowerBallotsExceptWhereASlotIsChosen() {
    forEach(
        AcceptorWorlds.accepts(),
        world -> !world.isBelowThePromise(),
        world -> {
          Accept accept = (Accept) world.request();
          Acceptor acceptor = world.acceptor();
          Decision decision = world.ask(acceptor);

          long last = accept.firstSlot() + accept.decrees().size() - 1;
          assertThat(decision.reply())
              .isEqualTo(new Message.Accepted(accept.ballot(), accept.firstSlot(), last));
          assertThat(memoryOf(acceptor).accepted()).isEqualTo(votesAfter(world, accept));
        });
  }

  private static List<AcceptedDecree> votesAfter(World world, Accept accept) {
    List<AcceptedDecree> votes = new ArrayList<>();
    for (long slot = world.before().chosenUpTo() + 1; slot <= 2; slot++) {
      int place = (int) (slot - accept.firstSlot());
      if (place >= 0 && place < accept.decrees().size()) {
        votes.add(new AcceptedDecree(slot, accept.ballot(), accept.decrees().get(place)));
      } else {
        world.voteIn(slot).ifPresent(votes::add);
      }
    }
    return votes;
  }

  @Test
  void anAcceptorRestoredFromItsWritesRemembersAllItDid() {
    forEach(
        AcceptorWorlds.all(),
        world -> !world.breaksI3(),
        world -> {
          Acceptor acceptor = world.acceptor();
          List<Write> writes = world.ask(acceptor).writes();
          Acceptor restored = new Acceptor(after(world.before(), writes), OneOfThree.QUORUMS);

          assertThat(restored.promised()).isEqualTo(acceptor.promised());
          assertThat(memoryOf(restored)).isEqualTo(memoryOf(acceptor));
        });
  }

  @Test
  void aRequestThatComesTwiceIsAnsweredAlikeAndWritesNothingMore() {
    forEach(AcceptorWorlds.accepts(), _ -> true, AcceptorTest::checkRepeated);
    forEach(AcceptorWorlds.prepares(), _ -> true, AcceptorTest::checkRepeated);
  }

  private static void checkRepeated(World world) {
    Acceptor acceptor = world.acceptor();
    Decision first = world.ask(acceptor);
    Decision second = world.ask(acceptor);

    assertThat(second.reply()).isEqualTo(first.reply());
    assertThat(second.writes()).isEmpty();
  }

  @Test
  void twoDecreesInOneBallotAndSlotStopTheReplica() {
    forEach(
        AcceptorWorlds.all(),
        World::breaksI3,
        world ->
            assertThatExceptionOfType(InvariantViolation.class)
                .isThrownBy(() -> world.ask(world.acceptor()))
                .withMessageContaining("I3"));
  }

  private static void forEach(List<World> worlds, Predicate<World> which, Consumer<World> check) {
    List<World> chosen = worlds.stream().filter(which).toList();
    assertThat(chosen).isNotEmpty();
    chosen.forEach(check);
  }
}
