package io.quorate.testkit.sim;

import io.quorate.core.keyspace.Retention;
import io.quorate.core.paxos.Ballot;
import io.quorate.core.paxos.Command;
import io.quorate.core.paxos.CommandId;
import io.quorate.core.store.Housekeeping;
import io.quorate.core.store.Operation;
import io.quorate.core.store.Request;
import io.quorate.core.store.RequestCodec;
import java.util.Optional;

/// Has a leader ask for what is due: the end of leases by a clock that only goes on, compaction by
/// a date that anyone may set.
final class Upkeep {
  private static final long HOUR = 3_600_000;
  private static final long LAST = 10 * Agenda.SECOND;

  private final World world;
  private final Life life;
  private final Housekeeping housekeeping;
  private final Dice dice;
  private final long origin;
  private final long started;
  private Optional<Ballot> reign = Optional.empty();
  private long sequence;

  Upkeep(World world, Life life) {
    this.world = world;
    this.life = life;
    this.housekeeping = new Housekeeping(life.store(), new Retention(60, HOUR, 1 << 20));
    // Chance of its own, so that worlds without leases are what they were.
    this.dice = new Dice(31 * life.node().disk().incarnation() + world.agenda.now());
    this.origin = dice.number();
    this.started = dice.below(1_000_000);
  }

  /// In which ballot this replica leads, if it does.
  void notice(Optional<Ballot> leads) {
    if (leads.equals(reign)) {
      return;
    }
    reign = leads;
    if (leads.isPresent()) {
      housekeeping.begin();
    } else {
      housekeeping.end();
    }
  }

  void tick() {
    long jump = dice.chance(0.01) ? dice.between(-2 * HOUR, 2 * HOUR) : 0;
    long now = started + world.agenda.millis();
    world.tampering.due(housekeeping.due(now, world.agenda.millis() + jump)).forEach(this::submit);
  }

  private void submit(Operation operation) {
    CommandId id = new CommandId(origin, ++sequence);
    world.referee.sent(id, dice.number());
    world.claims.housekept(id);
    byte[] body = RequestCodec.encode(Request.of(operation));
    Command command = new Command(id, 0, world.agenda.millis(), body);
    life.forwarding().submit(command, world.agenda.now() + LAST, _ -> {});
  }
}
