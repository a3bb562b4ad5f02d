package io.quorate.testkit.explore;

import io.quorate.core.paxos.InvariantViolation;
import io.quorate.core.paxos.Message.Accept;
import io.quorate.core.paxos.Message.Learn;
import io.quorate.core.paxos.Message.Prepare;
import io.quorate.core.paxos.Message.Request;
import io.quorate.core.quorum.ReplicaId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Tells how a world came about, in words. Acceptors keep their names all along: each step is taken
/// again, and the one that leads to the next world on the path is told.
final class Story {
  private final World world;
  private final Bounds bounds;
  private final Codes codes;
  private final List<Long> path;
  private final List<String> lines = new ArrayList<>();
  private int global;
  private int[] local;

  Story(World world, Bounds bounds, Codes codes, List<Long> path) {
    this.world = world;
    this.bounds = bounds;
    this.codes = codes;
    this.path = path;
    this.global = codes.global(path.getFirst());
    this.local = codes.locals(path.getFirst());
  }

  /// The path, what was tried at its end if that broke an invariant, and which one.
  List<String> tell(InvariantViolation end) {
    for (long next : path.subList(1, path.size())) {
      step(next);
    }
    if (!isBroken()) {
      tell(sentence(lastTry()));
    }
    tell(String.valueOf(end.getMessage()));
    return List.copyOf(lines);
  }

  private Event lastTry() {
    try {
      world.next(global, local, (_, _, _) -> {});
    } catch (InvariantViolation again) {
      return world.tried();
    }
    throw new IllegalStateException("no step from here breaks an invariant");
  }

  private boolean isBroken() {
    try {
      world.check(global, local);
      return false;
    } catch (InvariantViolation broken) {
      return true;
    }
  }

  private void step(long next) {
    int told = lines.size();
    int before = global;
    world.next(
        before,
        local,
        (proposers, after, by) -> {
          if (lines.size() == told && codes.code(proposers, after) == next) {
            global = proposers;
            local = after.clone();
            tell(sentence(by));
          }
        });
  }

  private void tell(String sentence) {
    lines.add((lines.size() + 1) + ". " + sentence);
  }

  private String sentence(Event event) {
    return switch (event.kind()) {
      case RECEIVES ->
          name(event.who()) + " receives " + text(world.proposers.request(event.what()));
      case SYNCS -> name(event.who()) + "'s writes are durable; replies that waited leave";
      case CRASHES -> name(event.who()) + " crashes and restarts from its disk";
      case FETCHES -> name(event.who()) + " fetches what is chosen up to slot " + event.what();
      case BEGINS ->
          owner(event) + " prepares " + Ballots.ballot(event.who()) + after(event.what());
      case WINS -> owner(event) + " leads by promises of " + names(event.what()) + proposals(event);
      case PROPOSES -> owner(event) + " proposes in the next slot" + proposals(event);
      case COUNTS ->
          owner(event)
              + " takes the log for chosen up to slot "
              + world.proposers.ballot(global, event.who()).learned();
    };
  }

  private static String after(int chosenUpTo) {
    return chosenUpTo == 0 ? "" : " for the slots after " + chosenUpTo;
  }

  private String proposals(Event event) {
    List<Accept> all = world.proposers.ballot(global, event.who()).proposed();
    return all.isEmpty() ? ", nothing is left to propose" : ": " + text(all.getLast());
  }

  private static String text(Request request) {
    return switch (request) {
      case Prepare prepare -> "prepare " + prepare.ballot() + after((int) prepare.chosenUpTo());
      case Accept accept ->
          "accept %s from slot %d: %s"
              .formatted(
                  accept.ballot(),
                  accept.firstSlot(),
                  accept.decrees().stream().map(Ballots::name).collect(Collectors.joining(", ")));
      case Learn learn -> "learn %s: chosen up to %d".formatted(learn.ballot(), learn.chosenUpTo());
      default -> request.toString();
    };
  }

  private static String owner(Event event) {
    return "proposer " + Ballots.ballot(event.who()).replica();
  }

  private String name(int acceptor) {
    return "acceptor " + bounds.acceptors().get(acceptor);
  }

  private String names(int bits) {
    return IntStream.range(0, local.length)
        .filter(who -> ((bits >> who) & 1) != 0)
        .mapToObj(bounds.acceptors()::get)
        .map(ReplicaId::value)
        .collect(Collectors.joining(" and "));
  }
}
