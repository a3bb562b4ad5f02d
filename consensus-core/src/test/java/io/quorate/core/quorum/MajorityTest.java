package io.quorate.core.quorum;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The truth tables are `majority-of-<n>.txt`, one line for every set of votes.
class MajorityTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void everySetOfVotesIsJudgedAsTheTruthTableSays(int members) throws IOException {
    Majority majority = majorityOf(members);

    List<String> judged = subsetsOf(majority.members()).map(votes -> row(majority, votes)).toList();

    assertThat(judged).containsExactlyInAnyOrderElementsOf(table(members));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void everyPhase1QuorumMeetsEveryPhase2Quorum(int members) {
    Majority majority = majorityOf(members);

    subsetsOf(majority.members())
        .filter(majority::isPhase1Quorum)
        .forEach(prepared ->
            subsetsOf(majority.members())
                .filter(majority::isPhase2Quorum)
                .forEach(chosen -> assertThat(prepared).as("I5").containsAnyElementsOf(chosen)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void strangersDoNotCount(int members) {
    Majority majority = majorityOf(members);
    Set<ReplicaId> strangers = Set.of(id("x"), id("y"), id("z"));

    subsetsOf(majority.members())
        .forEach(votes -> {
          Set<ReplicaId> withStrangers = new HashSet<>(votes);
          withStrangers.addAll(strangers);
          assertThat(row(majority, votes, withStrangers)).isEqualTo(row(majority, votes));
        });
  }

  @Test
  void nobodyIsNoQuorumSystem() {
    assertThatThrownBy(() -> Majority.of(List.of())).hasMessageContaining("at least one member");
  }

  @Test
  void theMembersAreACopy() {
    List<ReplicaId> members = new ArrayList<>(List.of(id("a"), id("b"), id("c")));
    Majority majority = Majority.of(members);
    members.clear();

    assertThat(majority.members()).containsExactly(id("a"), id("b"), id("c"));
  }

  private static String row(Majority majority, Set<ReplicaId> votes) {
    return row(majority, votes, votes);
  }

  private static String row(Majority majority, Set<ReplicaId> name, Set<ReplicaId> votes) {
    String letters = name.stream().sorted().map(ReplicaId::value).collect(Collectors.joining());
    int members = majority.members().size();
    assertThat(majority.voteShare(votes)).isEqualTo((double) majority.count(votes) / members);
    return "%-6s| %-7s | %-7s | %-19s | %d/%d"
        .formatted(
            letters.isEmpty() ? "-" : letters,
            yesOrNo(majority.isPhase1Quorum(votes)),
            yesOrNo(majority.isPhase2Quorum(votes)),
            yesOrNo(majority.meetsEveryPhase1Quorum(votes)),
            majority.count(votes),
            members);
  }

  private static String yesOrNo(boolean yes) {
    return yes ? "yes" : "no";
  }

  private static List<String> table(int members) throws IOException {
    String name = "majority-of-%d.txt".formatted(members);
    try (InputStream file = MajorityTest.class.getResourceAsStream(name)) {
      String text = new String(Objects.requireNonNull(file, name).readAllBytes(), UTF_8);
      return text.lines().skip(2).toList();
    }
  }

  private static Stream<Set<ReplicaId>> subsetsOf(Set<ReplicaId> members) {
    List<ReplicaId> all = List.copyOf(members);
    return IntStream.range(0, 1 << all.size())
        .mapToObj(bits ->
            all.stream()
                .filter(one -> (bits & 1 << all.indexOf(one)) != 0)
                .collect(Collectors.toSet()));
  }

  private static Majority majorityOf(int members) {
    return Majority.of(
        List.of("a", "b", "c", "d", "e").subList(0, members).stream()
            .map(MajorityTest::id)
            .toList());
  }

  private static ReplicaId id(String name) {
    return new ReplicaId(name);
  }
}
