package io.quorate.testkit.registers;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.ReplicaId;
import io.quorate.core.register.Content;
import io.quorate.core.register.Copy;
import io.quorate.core.register.Level;
import io.quorate.core.register.MarksKept;
import io.quorate.core.register.MemberEffects;
import io.quorate.core.register.RecoveredRegisters;
import io.quorate.core.register.Register;
import io.quorate.core.register.RegisterCoordinator;
import io.quorate.core.register.RegisterCoordinator.Step;
import io.quorate.core.register.RegisterMember;
import io.quorate.core.register.RegisterMessage;
import io.quorate.core.register.RegisterMessage.Held;
import io.quorate.core.register.RegisterMessage.Query;
import io.quorate.core.register.RegisterMessage.Request;
import io.quorate.core.register.RegisterMessage.Update;
import io.quorate.core.register.RegisterOperation;
import io.quorate.core.register.RegisterOutcome;
import io.quorate.core.register.Writer;
import io.quorate.testkit.registers.Column.Stage;
import io.quorate.testkit.registers.Column.Talk;
import io.quorate.testkit.registers.Progress.Course;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// What can happen next in a world of two writers, a reader that reads twice, and three members.
/// All of it is done by the real [RegisterMember] and [RegisterCoordinator].
///
/// A copy that was sent can arrive at any time, again and again, or never, whatever became of its
/// coordinator; a question can arrive at any time or never, and an operation begins when its first
/// question does. An answer that is counted is counted at once. That leaves nothing out: an answer
/// that arrives later is worth what it was worth when it was given; one that is lost might as well
/// not have been asked for; and what an operation does later, or whose end comes later, binds the
/// others less. A coordinator that crashes is one that does nothing more.
public final class RegisterSteps {
  /// A world.
  record World(List<Column> columns, Progress progress) {}

  private static final String KEY = "k";
  private static final List<ReplicaId> MEMBERS =
      List.of(new ReplicaId("x"), new ReplicaId("y"), new ReplicaId("z"));

  final Alike alike;
  private final QuorumSystem quorums;
  private final List<RegisterOperation> operations = new ArrayList<>();
  private final int writes;
  private final Level reads;
  private final boolean crashes;
  private final boolean waits;
  private final Set<Progress> atomic = new HashSet<>();

  /// @param quorums of the members x, y and z
  /// @param writes how many writers there are, with a write each
  /// @param readCount how many reads the reader makes, one after the other
  /// @param reads the level of the reads
  /// @param crashes whether members crash, with a disk that is late; otherwise what is written is
  ///   durable at once
  /// @param waits whether answers wait for the disk
  public RegisterSteps(
      QuorumSystem quorums,
      int writes,
      int readCount,
      Level reads,
      boolean crashes,
      boolean waits) {
    this.quorums = quorums;
    this.alike = new Alike(MEMBERS, quorums);
    this.writes = writes;
    this.reads = reads;
    this.crashes = crashes;
    this.waits = waits;
    for (int i = 0; i < writes; i++) {
      Content content = new Content.Value(("v" + i).getBytes(UTF_8));
      Writer writer = new Writer(new ReplicaId("w" + i), 1, 1);
      operations.add(new RegisterOperation.Put(KEY, content, writer, Optional.empty()));
    }
    for (int i = 0; i < readCount; i++) {
      operations.add(new RegisterOperation.Get(KEY));
    }
  }

  World initial() {
    Column member = Column.initial(operations.size());
    return new World(List.of(member, member, member), Progress.initial(operations.size()));
  }

  /// Shows every world that can come next.
  ///
  /// @throws AssertionError when one of them has a history that is not atomic
  void next(World world, Consumer<World> visitor) {
    for (int who = 0; who < MEMBERS.size(); who++) {
      Column column = world.columns().get(who);
      if (alike.isRepeated(world.columns(), who)) {
        continue;
      }
      for (int operation = 0; operation < operations.size(); operation++) {
        ask(world, who, operation, visitor);
        update(world, who, operation, visitor);
      }
      if (crashes) {
        sync(world, who, visitor);
        changed(world, who, column.crashed(), visitor);
      }
    }
  }

  private static void changed(World world, int who, Column after, Consumer<World> visitor) {
    if (!after.equals(world.columns().get(who))) {
      visitor.accept(with(world, who, after));
    }
  }

  private static World with(World world, int who, Column column) {
    List<Column> columns = new ArrayList<>(world.columns());
    columns.set(who, column);
    return new World(columns, world.progress());
  }

  private boolean mayBegin(Progress progress, int operation) {
    return operation <= writes || progress.course(operation - 1).hasEnded();
  }

  /// The question of an operation's first phase arrives.
  private void ask(World world, int who, int operation, Consumer<World> visitor) {
    Column column = world.columns().get(who);
    Talk talk = column.talks().get(operation);
    Course course = world.progress().course(operation);
    boolean isLate = course.update().isPresent() && operation < writes;
    if (talk.read() != Stage.OPEN
        || course.hasEnded()
        || isLate
        || !mayBegin(world.progress(), operation)) {
      return;
    }
    MemberEffects effects = answer(column, new RegisterMessage.Read(List.of(query())));
    Copy told = ((RegisterMessage.Found) effects.reply()).held().getFirst().copy();
    World begun = new World(world.columns(), world.progress().begun(operation));
    Column waiting = column.with(operation, talk.withRead(Stage.WAITING, told));
    if (effects.after() > 0 && waits) {
      visitor.accept(with(begun, who, waiting));
    } else {
      visitor.accept(found(with(begun, who, waiting), who, operation));
    }
  }

  private static Query query() {
    return new Query(KEY, Optional.empty());
  }

  /// The real member as it stands, asked.
  private static MemberEffects answer(Column column, Request request) {
    List<Register> stored =
        column.durable().equals(Copy.NONE)
            ? List.of()
            : List.of(new Register(KEY, column.durable()));
    RecoveredRegisters recovered = new RecoveredRegisters(stored, List.of(), 0, 0);
    RegisterMember member = new RegisterMember(recovered, MarksKept.defaults());
    if (!column.memory().equals(column.durable())) {
      member.step(new RegisterMessage.Write(List.of(update(column.memory()))), 0);
    }
    return member.step(request, 0);
  }

  private static Update update(Copy copy) {
    return new Update(KEY, copy, 0, Optional.empty());
  }

  /// A copy that the second phase of an operation has sent arrives.
  private void update(World world, int who, int operation, Consumer<World> visitor) {
    Column column = world.columns().get(who);
    Talk talk = column.talks().get(operation);
    if (!talk.sent()) {
      return;
    }
    Course course = world.progress().course(operation);
    Copy copy = course.update().orElseThrow();
    MemberEffects effects = answer(column, new RegisterMessage.Write(List.of(update(copy))));
    Column after = column.memory().tag().isBelow(copy.tag()) ? column.remembering(copy) : column;
    after = crashes ? after : after.synced();
    if (talk.write() == Stage.COUNTED || course.hasEnded()) {
      changed(world, who, after, visitor);
      return;
    }
    Column waiting = after.with(operation, talk.withWrite(Stage.WAITING));
    if (effects.after() > 0 && crashes && waits) {
      changed(world, who, waiting, visitor);
    } else {
      visitor.accept(kept(with(world, who, waiting), who, operation));
    }
  }

  /// The disk has done all it was asked for, and the answers leave.
  private void sync(World world, int who, Consumer<World> visitor) {
    World after = with(world, who, world.columns().get(who).synced());
    for (int operation = 0; operation < operations.size(); operation++) {
      Talk talk = after.columns().get(who).talks().get(operation);
      if (talk.read() == Stage.WAITING) {
        after = found(after, who, operation);
      }
      if (after.columns().get(who).talks().get(operation).write() == Stage.WAITING) {
        after = kept(after, who, operation);
      }
    }
    changed(world, after, visitor);
  }

  private static void changed(World before, World after, Consumer<World> visitor) {
    if (!after.equals(before)) {
      visitor.accept(after);
    }
  }

  private World found(World world, int who, int operation) {
    Talk talk = world.columns().get(who).talks().get(operation);
    RegisterCoordinator coordinator = coordinator(world, operation);
    Step step = coordinator.found(MEMBERS.get(who), held(talk.told()));
    boolean late = world.progress().course(operation).update().isPresent();
    Talk counted = talk.withRead(late ? Stage.LATE : Stage.COUNTED, talk.told());
    return carryOut(with(world, who, operation, counted), operation, step);
  }

  private World kept(World world, int who, int operation) {
    Talk talk = world.columns().get(who).talks().get(operation);
    Copy copy = world.progress().course(operation).update().orElseThrow();
    RegisterCoordinator coordinator = coordinator(world, operation);
    Step step = coordinator.kept(MEMBERS.get(who), update(copy), true);
    return carryOut(with(world, who, operation, talk.withWrite(Stage.COUNTED)), operation, step);
  }

  private static World with(World world, int who, int operation, Talk talk) {
    return with(world, who, world.columns().get(who).with(operation, talk));
  }

  private static Held held(Copy copy) {
    return new Held(copy, 0, 0, Optional.empty());
  }

  /// The real coordinator as it stands: it has heard all that is counted.
  private RegisterCoordinator coordinator(World world, int operation) {
    Level level = operation < writes ? new Level.Atomic() : reads;
    RegisterCoordinator coordinator =
        new RegisterCoordinator(operations.get(operation), level, quorums);
    coordinator.start();
    hear(world, operation, Stage.COUNTED, coordinator);
    hear(world, operation, Stage.LATE, coordinator);
    Optional<Copy> copy = world.progress().course(operation).update();
    for (int who = 0; who < MEMBERS.size(); who++) {
      if (world.columns().get(who).talks().get(operation).write() == Stage.COUNTED) {
        coordinator.kept(MEMBERS.get(who), update(copy.orElseThrow()), true);
      }
    }
    return coordinator;
  }

  private static void hear(
      World world, int operation, Stage stage, RegisterCoordinator coordinator) {
    for (int who = 0; who < MEMBERS.size(); who++) {
      Talk talk = world.columns().get(who).talks().get(operation);
      if (talk.read() == stage) {
        coordinator.found(MEMBERS.get(who), held(talk.told()));
      }
    }
  }

  private World carryOut(World world, int operation, Step step) {
    World after = world;
    for (RegisterCoordinator.Send send : step.sends()) {
      if (send.item() instanceof Update update) {
        int who = MEMBERS.indexOf(send.to());
        Talk talk = after.columns().get(who).talks().get(operation);
        after = with(after, who, operation, talk.withWrite(talk.write()));
        after = new World(after.columns(), after.progress().sending(operation, update.copy()));
      }
    }
    return step.outcome().isPresent() ? end(after, operation, step.outcome().get()) : after;
  }

  private World end(World world, int operation, RegisterOutcome outcome) {
    Copy result = outcome instanceof RegisterOutcome.Read read ? read.copy() : Copy.NONE;
    Progress progress = world.progress().ended(operation, result);
    if (atomic.add(progress)) {
      AtomicHistories.require(operations, progress);
    }
    World after = new World(world.columns(), progress);
    for (int who = 0; who < MEMBERS.size(); who++) {
      Talk talk = after.columns().get(who).talks().get(operation);
      after = with(after, who, operation, talk.ended());
    }
    return after;
  }
}
