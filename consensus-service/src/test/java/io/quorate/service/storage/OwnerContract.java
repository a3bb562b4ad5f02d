package io.quorate.service.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.core.quorum.QuorumText;
import io.quorate.core.quorum.ReplicaId;
import io.quorate.service.membership.Membership;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// Whose a store is, and to which cluster it belongs, on any database.
abstract class OwnerContract {
  static final ReplicaId A = new ReplicaId("a");
  static final ReplicaId B = new ReplicaId("b");
  private static final ReplicaId C = new ReplicaId("c");

  /// A new store.
  abstract Map<String, String> newStore();

  @Test
  void aStoreOfAnotherReplicaIsRefused() {
    Map<String, String> settings = newStore();
    OpenStore.with(settings).close();
    assertRefused(
        and(settings, "quorate.replica-id", "b"),
        "the store belongs to replica a, but this is replica b");
  }

  @Test
  void onlyTheFirstBootReadsThePeers() {
    Map<String, String> settings = newStore();
    Membership founded;
    try (OpenStore open = OpenStore.with(settings)) {
      founded = open.store().membership();
      assertThat(founded.members()).containsExactly(A, B, C);
      assertThat(founded.cluster()).isEqualTo(open.store().identity().clusterId());
    }
    for (String peers : List.of("", "a=http://127.0.0.1:9", "x=http://127.0.0.1:9")) {
      try (OpenStore open = OpenStore.with(and(settings, "quorate.peers", peers))) {
        assertThat(open.store().membership()).isEqualTo(founded);
      }
    }
  }

  @Test
  @ExtendWith(OutputCaptureExtension.class)
  void otherPeersThanTheStoredOnesAreIgnoredInOneLine(CapturedOutput output) {
    Map<String, String> settings = newStore();
    OpenStore.with(settings).close();
    OpenStore.with(settings).close();
    OpenStore.with(and(settings, "quorate.peers", "")).close();
    assertThat(output).doesNotContain("quorate.peers");
    OpenStore.with(and(settings, "quorate.peers", "a=http://127.0.0.1:9")).close();
    assertThat(output.toString().lines().filter(line -> line.contains("quorate.peers")))
        .singleElement()
        .asString()
        .contains("WARN", "quorate.peers is ignored", "whose voters are a=http://127.0.0.1:1,b=");
  }

  @Test
  void aNewStoreNeedsPeersThatNameItsReplica() {
    Map<String, String> settings = newStore();
    assertRefused(and(settings, "quorate.peers", ""), "is new, and quorate.peers is not set");
    assertRefused(
        and(settings, "quorate.peers", "b=http://127.0.0.1:9"), "does not name this replica, a");
    OpenStore.with(settings).close();
  }

  @Test
  void aQuorumSystemThatCannotBeEndsTheFirstBootWithOneMessage() {
    Map<String, String> settings = newStore();
    Map<String, String> whyNot =
        Map.of(
            "raft", "at character 1",
            "flexible(1, 1)", "unsafe (I5)",
            "majority(a b)", "leaves out voters: c",
            "majority(a b c d)", "has strangers",
            "joint(majority(a b c); flexible(3, 1; a b c))", "is joint");
    whyNot.forEach((quorum, why) -> {
      Map<String, String> bad = and(settings, "quorate.quorum", quorum);
      assertThatThrownBy(() -> OpenStore.with(bad))
          .rootCause()
          .isExactlyInstanceOf(UnusableStore.class)
          .hasMessageStartingWith("quorate.quorum (" + quorum + "): ")
          .hasMessageContaining(why);
    });
    OpenStore.with(settings).close();
  }

  @Test
  void onlyTheFirstBootReadsTheQuorumSystem() {
    Map<String, String> settings = newStore();
    Membership founded;
    try (OpenStore open = OpenStore.with(and(settings, "quorate.quorum", "flexible(3, 1)"))) {
      founded = open.store().membership();
      assertThat(founded.quorums()).isEqualTo(QuorumText.parse("flexible(3, 1; a b c)"));
    }
    for (String quorum : List.of("majority", "raft", "flexible(1, 1)")) {
      try (OpenStore open = OpenStore.with(and(settings, "quorate.quorum", quorum))) {
        assertThat(open.store().membership()).isEqualTo(founded);
      }
    }
  }

  @Test
  void aStoreFromBeforeItKeptItsVotersTakesThoseThatFoundedIt() {
    Map<String, String> settings = newStore();
    Membership founded;
    try (OpenStore open = OpenStore.with(settings)) {
      founded = open.store().membership();
      open.sql().sql("delete from membership").update();
    }
    String why = "set quorate.peers once more as it was";
    assertRefused(and(settings, "quorate.peers", ""), why);
    assertRefused(and(settings, "quorate.peers", "a=http://127.0.0.1:9"), why);
    OpenStore.with(settings).close();
    try (OpenStore open = OpenStore.with(and(settings, "quorate.peers", ""))) {
      assertThat(open.store().membership()).isEqualTo(founded);
    }
  }

  @Test
  void damagedVotersAreNotTaken() {
    Map<String, String> settings = newStore();
    try (OpenStore open = OpenStore.with(settings)) {
      open.sql().sql("update membership set voters = 'a=http://127.0.0.1:1'").update();
    }
    assertThatThrownBy(() -> OpenStore.with(settings))
        .rootCause()
        .isInstanceOf(CorruptStore.class)
        .hasMessageContaining("the membership");
  }

  static Map<String, String> and(Map<String, String> settings, String name, String value) {
    Map<String, String> all = new HashMap<>(settings);
    all.put(name, value);
    return all;
  }

  private static void assertRefused(Map<String, String> settings, String why) {
    assertThatThrownBy(() -> OpenStore.with(settings))
        .rootCause()
        .isExactlyInstanceOf(UnusableStore.class)
        .hasMessageContaining(why);
  }
}
