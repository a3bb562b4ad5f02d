package io.quorate.core.register;

import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.ReplicaId;
import io.quorate.core.register.RegisterMessage.Held;
import io.quorate.core.register.RegisterMessage.Item;
import io.quorate.core.register.RegisterMessage.Query;
import io.quorate.core.register.RegisterMessage.Update;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// One operation on one register, in two phases (Attiya, Bar-Noy, Dolev; Lynch, Shvartsman): ask
/// for the highest tag, then have a quorum hold the tag that is to be returned or written.
///
/// It asks all members at once and goes on with the first quorum, so that a slow member costs
/// nothing. Members count once, however often they answer. A question that is sent again is the
/// same question: a write chooses its tag once. Used for one operation, by one thread; the caller
/// sends, sends again, and gives up.
public final class RegisterCoordinator {
  /// Ask this member.
  public record Send(ReplicaId to, Item item) {}

  /// What follows from an event.
  ///
  /// @param sends what to ask
  /// @param outcome how the operation ended, when it just did
  public record Step(List<Send> sends, Optional<RegisterOutcome> outcome) {}

  private static final Step NOTHING = new Step(List.of(), Optional.empty());

  private final RegisterOperation operation;
  private final Level level;
  private final QuorumSystem quorums;
  private final FirstPhase first = new FirstPhase();
  private final Set<ReplicaId> unreachable = new TreeSet<>();
  private final Map<ReplicaId, Integer> underWay = new TreeMap<>();
  private final SortedSet<ReplicaId> holders = new TreeSet<>();
  private Optional<Update> update = Optional.empty();
  private Optional<Marked> earlier = Optional.empty();
  private Copy best = Copy.NONE;
  private Tag tag = Tag.ZERO;
  private boolean over;

  /// An operation that is yet to [#start()].
  public RegisterCoordinator(RegisterOperation operation, Level level, QuorumSystem quorums) {
    this.operation = operation;
    this.level = level;
    this.quorums = quorums;
  }

  /// Begins, or begins again.
  public Step start() {
    return new Step(pending(), Optional.empty());
  }

  /// What has not been answered, to be sent again: the same questions, with the same tag.
  public List<Send> pending() {
    if (over) {
      return List.of();
    }
    Set<ReplicaId> answered = update.isPresent() ? holders : first.members();
    Item item = update.<Item>map(one -> one).orElseGet(this::query);
    List<Send> sends = new ArrayList<>();
    for (ReplicaId member : quorums.members()) {
      if (!answered.contains(member)) {
        sends.add(new Send(member, item));
        update.ifPresent(_ -> underWay.merge(member, 1, Integer::sum));
      }
    }
    return sends;
  }

  private Item query() {
    return new Query(operation.key(), operation.idempotencyKey());
  }

  /// A member has answered the question of the first phase. To a read, late answers count too: a
  /// member that holds the tag need not be written to. A higher tag does not count, because the
  /// [Mark] that came with this one may be unknown there.
  public Step found(ReplicaId from, Held answer) {
    if (over || !quorums.members().contains(from)) {
      return NOTHING;
    }
    unreachable.remove(from);
    if (update.isPresent()) {
      boolean counts =
          operation instanceof RegisterOperation.Get && answer.copy().tag().equals(tag);
      return counts ? holds(from) : NOTHING;
    }
    Set<ReplicaId> outdated = first.take(from, answer);
    if (!outdated.isEmpty()) {
      return new Step(
          outdated.stream().map(one -> new Send(one, query())).toList(), NOTHING.outcome());
    }
    if (!level.isEnoughToRead(quorums, first.members())) {
      return NOTHING;
    }
    best = first.highest();
    return switch (operation) {
      case RegisterOperation.Get _ -> read();
      case RegisterOperation.Put put -> write(put);
    };
  }

  private Step read() {
    tag = best.tag();
    notedHolders();
    boolean known = tag.equals(Tag.ZERO) || level.isEnoughToWrite(quorums, holders);
    if (!level.writesBack() || known) {
      Step end = end(readOutcome());
      return new Step(repairs(), end.outcome());
    }
    return secondPhase(best, Optional.empty());
  }

  private void notedHolders() {
    first
        .tags()
        .forEach((member, answered) -> {
          if (!answered.isBelow(tag)) {
            holders.add(member);
          }
        });
  }

  /// What brings those up to date that answered with less, although nobody waits for it.
  private List<Send> repairs() {
    List<Send> sends = new ArrayList<>();
    Update repair = new Update(operation.key(), best, first.lowestFloor(), Optional.empty());
    for (ReplicaId member : first.members()) {
      if (!holders.contains(member)) {
        sends.add(new Send(member, repair));
      }
    }
    return sends;
  }

  private Step write(RegisterOperation.Put put) {
    earlier = put.mark().flatMap(_ -> first.earlierAttempt());
    if (earlier.isPresent()) {
      return finishEarlier(put.mark().orElseThrow(), earlier.get());
    }
    if (!level.isEnoughToWrite(quorums, reachable())) {
      return end(new RegisterOutcome.NoQuorum(Set.copyOf(first.members())));
    }
    tag = new Tag(Math.max(best.tag().counter(), first.highestFloor()) + 1, put.writer());
    return secondPhase(new Copy(tag, put.content(), put.mark()), Optional.empty());
  }

  /// The same write was begun before: have a write quorum hold what it wrote, or what came after.
  /// Where a member knows the mark and nobody holds that tag or a higher one, it was deleted since
  /// and every member knew.
  private Step finishEarlier(Mark mark, Marked known) {
    if (!known.mark().equals(mark)) {
      return end(new RegisterOutcome.KeyReused());
    }
    tag = known.tag();
    if (best.tag().isBelow(tag)) {
      holders.addAll(first.members());
      return end(writtenOutcome());
    }
    return secondPhase(best, earlier);
  }

  private Set<ReplicaId> reachable() {
    Set<ReplicaId> reachable = new TreeSet<>(quorums.members());
    reachable.removeAll(unreachable);
    return reachable;
  }

  private Step secondPhase(Copy copy, Optional<Marked> marked) {
    update = Optional.of(new Update(operation.key(), copy, first.lowestFloor(), marked));
    return start();
  }

  /// A member has answered a question of the second phase.
  ///
  /// @param asked the question; one of an earlier attempt at a read counts for nothing
  /// @param isKept whether the member holds that copy, or a newer one
  public Step kept(ReplicaId from, Update asked, boolean isKept) {
    if (over || !isCurrent(asked) || !quorums.members().contains(from)) {
      return NOTHING;
    }
    if (isKept) {
      return holds(from);
    }
    underWay.merge(from, -1, Integer::sum);
    return operation instanceof RegisterOperation.Get ? startOver() : NOTHING;
  }

  private boolean isCurrent(Item asked) {
    return update.filter(asked::equals).isPresent();
  }

  /// What was read was deleted and collected meanwhile.
  private Step startOver() {
    first.clear();
    holders.clear();
    update = Optional.empty();
    underWay.clear();
    return start();
  }

  private Step holds(ReplicaId member) {
    holders.add(member);
    if (!level.isEnoughToWrite(quorums, holders)) {
      return NOTHING;
    }
    return switch (operation) {
      case RegisterOperation.Get _ -> end(readOutcome());
      case RegisterOperation.Put _ -> end(writtenOutcome());
    };
  }

  /// A question has surely not reached this member.
  public void unreachable(ReplicaId member, Item asked) {
    if (isCurrent(asked)) {
      underWay.merge(member, -1, Integer::sum);
    } else {
      unreachable.add(member);
    }
  }

  /// The caller gives up.
  public RegisterOutcome expire() {
    over = true;
    boolean nowhere = holders.isEmpty() && underWay.values().stream().allMatch(count -> count == 0);
    if (nowhere || operation instanceof RegisterOperation.Get) {
      return new RegisterOutcome.NoQuorum(Set.copyOf(first.members()));
    }
    return new RegisterOutcome.OutcomeUnknown(tag, Set.copyOf(holders));
  }

  private Step end(RegisterOutcome outcome) {
    over = true;
    return new Step(List.of(), Optional.of(outcome));
  }

  private RegisterOutcome readOutcome() {
    Map<ReplicaId, Tag> votes = first.tags();
    SortedSet<ReplicaId> repaired = new TreeSet<>();
    for (ReplicaId member : holders) {
      Tag before = votes.get(member);
      if (before != null && before.isBelow(tag)) {
        repaired.add(member);
      }
    }
    double share = quorums.voteShare(holders);
    return new RegisterOutcome.Read(best, votes, holders, repaired, share, readGuarantee());
  }

  private Guarantee readGuarantee() {
    if (!quorums.isPhase1Quorum(first.members())) {
      return Guarantee.EVENTUAL;
    }
    boolean known = tag.equals(Tag.ZERO) || quorums.isPhase2Quorum(holders);
    return known ? Guarantee.ATOMIC : Guarantee.REGULAR;
  }

  private RegisterOutcome writtenOutcome() {
    boolean atomic = quorums.isPhase1Quorum(first.members()) && quorums.isPhase2Quorum(holders);
    return new RegisterOutcome.Written(
        tag,
        holders,
        quorums.voteShare(holders),
        atomic ? Guarantee.ATOMIC : Guarantee.EVENTUAL,
        earlier.isPresent());
  }
}
