package io.quorate.core.quorum;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// Quorum systems as text of one line: for people, for settings, and, as its bytes, for the log.
///
/// | text | is |
/// | --- | --- |
/// | `majority(a b c)` | [Majority] |
/// | `flexible(4, 3; a b c d e f)` | [Flexible]: 4 members in phase 1, 3 in phase 2 |
/// | `weighted(a=3, b=1, c=1; read=3, write=3)` | [Weighted] |
/// | `grid(a b c; d e f)` | [Grid] of two rows |
/// | `groups(east: a b c; west: d e f; read=one, write=all)` | [Groups] |
/// | `expression(read = a*b + c*d)` | [Expression], the writes being the dual |
/// | `expression(write = 2 of (a, b, c))` | the same the other way round |
/// | `expression(read = a + b; write = a*b)` | both sides given |
/// | `joint(majority(a b c); majority(a b d))` | [Joint] |
///
/// Blanks do not matter; members in a list may have commas between them. Where the members are
/// known from elsewhere, `majority` and `flexible(4, 3)` are enough. [QuorumSystem#text] writes
/// what is read here.
public final class QuorumText {
  /// The longest text that is read, in characters.
  public static final int MAX_LENGTH = 16_384;

  private QuorumText() {}

  /// Reads a system that names its members.
  ///
  /// @throws InvalidQuorumSystem that says what is wrong and where
  /// @throws DisjointQuorums when the system is unsafe
  public static QuorumSystem parse(String text) {
    return read(text, Optional.empty());
  }

  /// Reads a system; these are its members where it names none. It may name others.
  ///
  /// @throws InvalidQuorumSystem that says what is wrong and where
  /// @throws DisjointQuorums when the system is unsafe
  public static QuorumSystem parse(String text, Collection<ReplicaId> members) {
    return read(text, Optional.of(new TreeSet<>(members)));
  }

  /// Reads a system for exactly these voters to be put in force.
  ///
  /// @throws InvalidQuorumSystem that says what is wrong and where, or who is a stranger or
  ///   missing, or that it is joint
  /// @throws DisjointQuorums when the system is unsafe
  public static QuorumSystem parseFor(Collection<ReplicaId> voters, String text) {
    QuorumSystem system = parse(text, voters);
    List<ReplicaId> strangers = without(system.members(), voters);
    if (!strangers.isEmpty()) {
      throw new InvalidQuorumSystem(
          "members", "has strangers: no voter is named " + Members.text(strangers));
    }
    List<ReplicaId> missing = without(voters, system.members());
    if (!missing.isEmpty()) {
      throw new InvalidQuorumSystem("members", "leaves out voters: " + Members.text(missing));
    }
    if (system instanceof Joint) {
      throw new InvalidQuorumSystem("text", "is joint, which only a change under way is");
    }
    return system;
  }

  /// The bytes of a system, as they stand in the log for ever: its text.
  public static byte[] encode(QuorumSystem system) {
    return system.text().getBytes(UTF_8);
  }

  /// Reads those bytes.
  ///
  /// @throws InvalidQuorumSystem when they are no quorum system
  public static QuorumSystem decode(byte[] bytes) {
    return parse(new String(bytes, UTF_8));
  }

  private static QuorumSystem read(String text, Optional<SortedSet<ReplicaId>> members) {
    if (text.length() > MAX_LENGTH) {
      throw new InvalidQuorumSystem(
          "text", "has %d characters; at most %d are read".formatted(text.length(), MAX_LENGTH));
    }
    return new QuorumReader(new Cursor(text), members).whole();
  }

  private static List<ReplicaId> without(
      Collection<ReplicaId> members, Collection<ReplicaId> others) {
    return members.stream().filter(member -> !others.contains(member)).sorted().toList();
  }
}
