package io.quorate.testkit.registers;

import io.quorate.core.quorum.ReplicaId;
import io.quorate.core.register.Content;
import io.quorate.core.register.Copy;
import io.quorate.core.register.Guarantee;
import io.quorate.core.register.Register;
import io.quorate.core.register.RegisterOutcome;
import io.quorate.core.register.RegisterOutcome.Read;
import io.quorate.core.register.RegisterOutcome.Written;
import io.quorate.core.register.Tag;
import io.quorate.core.register.Version;
import io.quorate.testkit.sim.Violation;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Watches all members and knows better than any of them: what is durable where, and which tag was
/// given to what.
final class RegisterReferee {
  private record Place(ReplicaId member, String key) {}

  private final Map<Version, Content> contents = new HashMap<>();
  private final Map<Place, Tag> durable = new HashMap<>();

  /// A copy becomes durable in the place of another.
  void durable(ReplicaId member, Register register, Copy before) {
    Tag tag = register.copy().tag();
    Content content = register.copy().content();
    Content first = contents.putIfAbsent(new Version(register.key(), tag), content);
    if (first != null && !first.equals(content)) {
      throw new Violation(
          "a tag belongs to one write", "%s stands for %s and %s".formatted(tag, first, content));
    }
    if (!before.tag().isBelow(tag)) {
      throw new Violation(
          "a member keeps the highest tag",
          "%s stores %s over %s".formatted(member, tag, before.tag()));
    }
    durable.merge(
        new Place(member, register.key()), tag, (old, now) -> old.isBelow(now) ? now : old);
  }

  /// An operation has ended.
  void ended(String key, RegisterOutcome outcome) {
    switch (outcome) {
      case Read read when read.guarantee() == Guarantee.ATOMIC ->
          held(key, read.copy().tag(), read.holders());
      case Written written -> held(key, written.tag(), written.acks());
      case Read _ -> {}
      case RegisterOutcome.KeyReused _,
          RegisterOutcome.NoQuorum _,
          RegisterOutcome.OutcomeUnknown _ -> {}
    }
  }

  private void held(String key, Tag tag, Set<ReplicaId> holders) {
    if (tag.equals(Tag.ZERO)) {
      return;
    }
    for (ReplicaId holder : holders) {
      Tag known = durable.getOrDefault(new Place(holder, key), Tag.ZERO);
      if (known.isBelow(tag)) {
        throw new Violation(
            "I6 (nothing is sent that depends on a write not yet durable)",
            "%s is counted for %s of %s, but only %s was ever durable there"
                .formatted(holder, tag, key, known));
      }
    }
  }
}
