package io.quorate.testkit.model;

import io.quorate.core.paxos.CommandId;
import io.quorate.core.store.Fence;
import io.quorate.core.store.Limits;
import io.quorate.core.store.Operation;
import io.quorate.core.store.Request;
import io.quorate.testkit.sim.Dice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Draws scripts. It plays each along on the plain store, so that what it asks for is near to what
/// there is: tokens that hold and such that do not any more, leases that have ended a moment ago.
public final class ScriptWriter {
  private static final int ORIGINS = 3;

  private final Dice dice;
  private final PlainStore store;
  private final Limits limits;
  private final OperationWriter operations;
  private final List<Script.Line> lines = new ArrayList<>();
  private final long[] sequences = new long[ORIGINS];
  private long stamp = 1_000_000;

  private ScriptWriter(Dice dice) {
    this.dice = dice;
    this.limits = new Limits(2 + dice.below(4), 20_000, dice.chance(0.3) ? 6 : 1_000);
    this.store = new PlainStore(new Script(limits, List.of()));
    this.operations = new OperationWriter(dice, store);
  }

  /// The script of a seed.
  ///
  /// @param length so many lines
  public static Script script(long seed, int length) {
    ScriptWriter writer = new ScriptWriter(new Dice(seed));
    for (int i = 0; i < length; i++) {
      Script.Line line = writer.line();
      writer.lines.add(line);
      writer.store.apply(line);
    }
    return new Script(writer.limits, writer.lines);
  }

  private Script.Line line() {
    // Leaders' clocks differ: the stamp may go back, and now and then it leaps.
    stamp += dice.chance(0.02) ? dice.between(0, 700_000) : dice.between(-200, 3_000);
    if (!lines.isEmpty() && dice.chance(0.08)) {
      Script.Line again = dice.oneOf(lines);
      return new Script.Line(
          stamp, again.id(), again.settledBelow(), again.issuedAt(), again.request());
    }
    int origin = dice.below(ORIGINS);
    long sequence = ++sequences[origin];
    long settledBelow = dice.chance(0.3) ? Math.max(0, sequence - dice.below(3)) : 0;
    long issuedAt = dice.chance(0.02) ? stamp - 650_000 : stamp - dice.below(100);
    return new Script.Line(
        stamp, new CommandId(origin, sequence), settledBelow, issuedAt, request());
  }

  private Request request() {
    if (!lines.isEmpty() && dice.chance(0.05)) {
      return dice.oneOf(lines).request();
    }
    Optional<String> name =
        dice.chance(0.15) ? Optional.of("name" + dice.below(6)) : Optional.empty();
    Operation operation = operations.draw();
    List<Fence> fences = new ArrayList<>();
    while (dice.chance(0.15)) {
      fences.add(operations.fence());
    }
    return new Request(name, fences, operation);
  }
}
