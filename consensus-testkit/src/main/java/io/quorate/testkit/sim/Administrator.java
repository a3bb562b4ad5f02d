package io.quorate.testkit.sim;

import io.quorate.core.paxos.Command;
import io.quorate.core.paxos.CommandId;
import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.store.Operation;
import io.quorate.core.store.Request;
import io.quorate.core.store.RequestCodec;
import java.util.Optional;

/// Asks now and then for another quorum system, of whichever replica is there, and again of others
/// until it is done or too late.
final class Administrator {
  private static final long DEADLINE = 5 * Agenda.SECOND;

  private final class Wish {
    final Command command;
    final long deadline = world.agenda.now() + DEADLINE;
    boolean over;

    Wish(QuorumSystem to) {
      CommandId id = new CommandId(origin, ++sequence);
      Operation operation = new Operation.ChangeQuorums(to);
      byte[] body = RequestCodec.encode(new Request(Optional.empty(), operation));
      command = new Command(id, sequence, world.agenda.millis(), body);
    }
  }

  private final World world;
  private final long origin;
  private long sequence;
  private boolean closing;

  Administrator(World world) {
    this.world = world;
    this.origin = world.dice.number();
  }

  void start() {
    if (world.setting.systems().size() > 1) {
      rest();
    }
  }

  /// Asks for nothing more; what was asked for may still be done.
  void stop() {
    closing = true;
  }

  private void rest() {
    world.agenda.after(
        world.dice.between(0, world.setting.maxChangePause()),
        () -> {
          if (!closing) {
            QuorumSystem to = world.dice.oneOf(world.setting.systems());
            world.trace.line("the administrator wants " + to.text());
            attempt(new Wish(to));
          }
        });
  }

  private void attempt(Wish wish) {
    if (wish.over) {
      return;
    }
    if (closing || world.agenda.now() >= wish.deadline) {
      end(wish);
      return;
    }
    world
        .dice
        .oneOf(world.nodes)
        .reach(life -> life.forwarding().submit(wish.command, wish.deadline, _ -> end(wish)));
    world.agenda.after(world.dice.between(400, 1_200) * Agenda.MILLI, () -> attempt(wish));
  }

  private void end(Wish wish) {
    if (!wish.over) {
      wish.over = true;
      rest();
    }
  }
}
