package io.quorate.core.register;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quorate.core.quorum.Majority;
import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.ReplicaId;
import io.quorate.core.register.RegisterCoordinator.Send;
import io.quorate.core.register.RegisterCoordinator.Step;
import io.quorate.core.register.RegisterMessage.Query;
import io.quorate.core.register.RegisterMessage.Reply;
import io.quorate.core.register.RegisterMessage.Request;
import io.quorate.core.register.RegisterMessage.Update;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;

/// Three members whose disks are never late, and operations on them that reach those they are let
/// reach.
final class Three {
  static final ReplicaId A = new ReplicaId("a");
  static final ReplicaId B = new ReplicaId("b");
  static final ReplicaId C = new ReplicaId("c");
  static final QuorumSystem QUORUMS = Majority.of(List.of(A, B, C));
  static final String KEY = "k";

  final Map<ReplicaId, RegisterMember> members = new TreeMap<>();
  private long operations;

  Three() {
    QUORUMS.members().forEach(member -> members.put(member, newMember()));
  }

  static RegisterMember newMember() {
    return new RegisterMember(RecoveredRegisters.nothing(), MarksKept.defaults());
  }

  static Content value(String text) {
    return new Content.Value(text.getBytes(UTF_8));
  }

  static Tag tag(long counter, ReplicaId writer) {
    return new Tag(counter, new Writer(writer, 1, counter));
  }

  static Copy copy(long counter, ReplicaId writer, String text) {
    return new Copy(tag(counter, writer), value(text), Optional.empty());
  }

  static Request write(String key, Copy copy) {
    return new RegisterMessage.Write(List.of(new Update(key, copy, 0, Optional.empty())));
  }

  static Request read(String key) {
    return new RegisterMessage.Read(List.of(new Query(key, Optional.empty())));
  }

  RegisterOperation.Put put(ReplicaId coordinator, String text) {
    return put(coordinator, value(text), Optional.empty());
  }

  RegisterOperation.Put put(ReplicaId coordinator, String text, String idempotencyKey) {
    return put(coordinator, value(text), Optional.of(Mark.of(idempotencyKey, value(text))));
  }

  RegisterOperation.Put put(ReplicaId coordinator, Content content, Optional<Mark> mark) {
    return new RegisterOperation.Put(KEY, content, new Writer(coordinator, 1, ++operations), mark);
  }

  /// Runs an operation to its end, reaching only these members.
  RegisterOutcome run(RegisterOperation operation, Level level, ReplicaId... reached) {
    return run(new RegisterCoordinator(operation, level, QUORUMS), Set.of(reached));
  }

  RegisterOutcome atomic(RegisterOperation operation, ReplicaId... reached) {
    return run(operation, new Level.Atomic(), reached);
  }

  RegisterOutcome run(RegisterCoordinator coordinator, Set<ReplicaId> reached) {
    Optional<RegisterOutcome> outcome = Optional.empty();
    Queue<Send> sends = new ArrayDeque<>(coordinator.start().sends());
    while (!sends.isEmpty()) {
      Send send = sends.remove();
      if (reached.contains(send.to())) {
        Step step = deliver(coordinator, send);
        sends.addAll(step.sends());
        outcome = outcome.or(step::outcome);
      }
    }
    return outcome.orElseGet(coordinator::expire);
  }

  /// Lets a member answer, and the coordinator hear it.
  Step deliver(RegisterCoordinator coordinator, Send send) {
    return switch (send.item()) {
      case Query query -> {
        Reply reply = ask(send.to(), new RegisterMessage.Read(List.of(query)));
        yield coordinator.found(send.to(), ((RegisterMessage.Found) reply).held().getFirst());
      }
      case Update update -> {
        Reply reply = ask(send.to(), new RegisterMessage.Write(List.of(update)));
        boolean kept = ((RegisterMessage.Kept) reply).kept().getFirst();
        yield coordinator.kept(send.to(), update, kept);
      }
    };
  }

  Reply ask(ReplicaId member, Request request) {
    RegisterMember asked = member(member);
    MemberEffects effects = asked.step(request, 0);
    asked.durable(effects.sequence());
    return effects.reply();
  }

  RegisterMember member(ReplicaId id) {
    return Objects.requireNonNull(members.get(id));
  }

  Copy held(ReplicaId member) {
    return member(member).copy(KEY);
  }
}
