package io.quorate.testkit.registers;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quorate.core.register.Content;
import io.quorate.core.register.Guarantee;
import io.quorate.core.register.Level;
import io.quorate.core.register.Mark;
import io.quorate.core.register.RegisterOperation;
import io.quorate.core.register.RegisterOutcome;
import io.quorate.core.register.RegisterOutcome.Read;
import io.quorate.core.register.RegisterOutcome.Written;
import io.quorate.core.register.Tag;
import io.quorate.testkit.history.HistoryRecorder;
import io.quorate.testkit.history.RegisterModel;
import io.quorate.testkit.history.RegisterModel.Answer;
import io.quorate.testkit.history.RegisterModel.Call;
import io.quorate.testkit.sim.Agenda;
import io.quorate.testkit.sim.Violation;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// Reads, writes and deletes a few registers at any member, one call at a time, and now and then
/// repeats under the same idempotency key a write that was acknowledged long ago.
final class RegisterClient {
  private static final long PATIENCE = Agenda.SECOND;

  private final RegisterWorld world;
  private final String name;
  private int calls;
  private boolean closing;
  private int busy;

  RegisterClient(RegisterWorld world, String name) {
    this.world = world;
    this.name = name;
  }

  void start() {
    world.agenda.after(world.dice.between(0, world.setting.maxThink()), this::next);
  }

  /// Begins no more calls.
  void close() {
    closing = true;
  }

  boolean isQuiet() {
    return closing && busy == 0;
  }

  private void next() {
    if (closing) {
      return;
    }
    calls++;
    String key = "k" + world.dice.below(world.setting.keys());
    if (world.dice.chance(world.setting.eventual())) {
      callEventually(key);
    } else if (world.dice.chance(0.5)) {
      read(key, world.dice.oneOf(world.nodes));
    } else {
      write(key);
    }
  }

  /// An atomic read at this member.
  void read(String key, RegisterNode node) {
    HistoryRecorder<Call<String>, Answer<String>>.Call record =
        world.histories.of(key).invoke(name, new RegisterModel.Read<>());
    Attempt attempt = new Attempt();
    attempt.whenOver = record::unknown;
    attempt.begin(
        node,
        _ -> new RegisterOperation.Get(key),
        new Level.Atomic(),
        outcome -> {
          switch (outcome) {
            case Read read -> record.ok(new RegisterModel.Value<>(Optional.of(text(read))));
            case RegisterOutcome.NoQuorum _ -> record.failed();
            case Written _, RegisterOutcome.KeyReused _, RegisterOutcome.OutcomeUnknown _ ->
                throw new Violation("a read is answered as a read", name + ": " + outcome);
          }
        });
  }

  private static String text(Read read) {
    return switch (read.copy().content()) {
      case Content.Value value -> new String(value.bytes(), UTF_8);
      case Content.Tombstone() -> RegisterHistories.NOTHING;
    };
  }

  private void write(String key) {
    boolean delete = world.dice.chance(0.25);
    String value = delete ? RegisterHistories.NOTHING : name + "-" + calls;
    Content content = delete ? new Content.Tombstone() : new Content.Value(value.getBytes(UTF_8));
    Optional<Mark> mark =
        world.dice.chance(0.3) ? Optional.of(Mark.of(name + calls, content)) : Optional.empty();
    HistoryRecorder<Call<String>, Answer<String>>.Call record =
        world.histories.of(key).invoke(name, new RegisterModel.Write<>(value));
    Attempt attempt = new Attempt();
    attempt.whenOver = record::unknown;
    attempt.begin(
        world.dice.oneOf(world.nodes),
        life -> new RegisterOperation.Put(key, content, life.nextWriter(), mark),
        new Level.Atomic(),
        outcome -> {
          switch (outcome) {
            case Written written -> {
              record.ok(new RegisterModel.Written<>());
              mark.ifPresent(known -> repeatLater(key, content, known, written));
            }
            case RegisterOutcome.NoQuorum _ -> record.failed();
            case RegisterOutcome.OutcomeUnknown _ -> record.unknown();
            case Read _, RegisterOutcome.KeyReused _ ->
                throw new Violation("a write is answered as a write", name + ": " + outcome);
          }
        });
  }

  /// The history knows nothing of it: what was acknowledged once has no second effect.
  private void repeatLater(String key, Content content, Mark mark, Written first) {
    if (world.dice.chance(0.5)) {
      return;
    }
    world.agenda.after(
        world.dice.delay(0, 5 * Agenda.SECOND),
        () ->
            world
                .dice
                .oneOf(world.nodes)
                .reach(life ->
                    life.run(
                        new RegisterOperation.Put(
                            key, content, life.nextWriter(), Optional.of(mark)),
                        new Level.Atomic(),
                        PATIENCE,
                        outcome -> requireSame(first, outcome))));
  }

  private void requireSame(Written first, RegisterOutcome outcome) {
    boolean same =
        switch (outcome) {
          case Written again -> again.replayed() && again.tag().equals(first.tag());
          case RegisterOutcome.NoQuorum _, RegisterOutcome.OutcomeUnknown _ -> true;
          case Read _, RegisterOutcome.KeyReused _ -> false;
        };
    if (!same) {
      throw new Violation(
          "what was acknowledged is written once", name + ": " + first + ", then " + outcome);
    }
  }

  /// What one member says counts as atomic when it says so, as it may where one member is a quorum.
  /// Otherwise such a read says nothing, and such a write may happen or not.
  private void callEventually(String key) {
    if (world.dice.chance(0.5)) {
      readEventually(key);
    } else {
      writeEventually(key);
    }
  }

  private void readEventually(String key) {
    HistoryRecorder<Call<String>, Answer<String>>.Call record =
        world.histories.of(key).invoke(name, new RegisterModel.Read<>());
    Attempt attempt = new Attempt();
    attempt.whenOver = record::unknown;
    attempt.begin(
        world.dice.oneOf(world.nodes),
        _ -> new RegisterOperation.Get(key),
        new Level.One(),
        outcome -> {
          if (outcome instanceof Read read && read.guarantee() == Guarantee.ATOMIC) {
            requireQuorums(read);
            record.ok(new RegisterModel.Value<>(Optional.of(text(read))));
          } else {
            record.failed();
          }
        });
  }

  private void requireQuorums(Read read) {
    boolean isKnown =
        read.copy().tag().equals(Tag.ZERO) || world.quorums.isPhase2Quorum(read.holders());
    if (!world.quorums.isPhase1Quorum(read.votes().keySet()) || !isKnown) {
      throw new Violation("a guarantee is computed", name + " is promised too much: " + read);
    }
  }

  private void writeEventually(String key) {
    String value = name + "-" + calls;
    Content content = new Content.Value(value.getBytes(UTF_8));
    HistoryRecorder<Call<String>, Answer<String>>.Call record =
        world.histories.of(key).invoke(name, new RegisterModel.Write<>(value));
    Attempt attempt = new Attempt();
    attempt.whenOver = record::unknown;
    attempt.begin(
        world.dice.oneOf(world.nodes),
        life -> new RegisterOperation.Put(key, content, life.nextWriter(), Optional.empty()),
        new Level.One(),
        outcome -> {
          if (outcome instanceof Written written && written.guarantee() == Guarantee.ATOMIC) {
            record.ok(new RegisterModel.Written<>());
          } else {
            record.unknown();
          }
        });
  }

  private final class Attempt {
    private Runnable whenOver = () -> {};
    private boolean over;

    void begin(
        RegisterNode node,
        Function<RegisterLife, RegisterOperation> operation,
        Level level,
        Consumer<RegisterOutcome> whenDone) {
      busy++;
      node.reach(life ->
          life.run(
              operation.apply(life),
              level,
              PATIENCE,
              outcome -> {
                if (!over) {
                  end();
                  whenDone.accept(outcome);
                }
              }));
      world.agenda.after(
          2 * PATIENCE,
          () -> {
            if (!over) {
              end();
              whenOver.run();
            }
          });
    }

    private void end() {
      over = true;
      busy--;
      start();
    }
  }
}
