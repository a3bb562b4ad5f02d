package io.quorate.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.testkit.history.KvAnswer;
import io.quorate.testkit.history.KvCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What replicas say to each other in a few plain scenarios, to read and to notice changes by.
///
/// `-Dquorate.sim.rewrite=true` writes the transcripts anew; look at the difference before you
/// commit it.
class TranscriptTest {
  private static final Path RESOURCES =
      Path.of("src/test/resources/io/quorate/testkit/sim").toAbsolutePath();

  private final Scenario scenario = new Scenario(3);

  @Test
  void aLeaderIsElectedWritesAndCrashes() throws IOException {
    scenario.chapter("three new replicas meet and elect a leader");
    scenario.startAll();
    Node first = scenario.leader();
    scenario.settle();

    scenario.chapter("a follower takes a write and passes it on");
    KvAnswer stored = scenario.call(scenario.follower(), new KvCall.Put("k", "v"));
    assertThat(stored).isEqualTo(new KvAnswer.Stored(1, true));

    scenario.chapter("the leader crashes, another one takes over");
    first.crash(false);
    Node second = scenario.leader();
    assertThat(second).isNotEqualTo(first);
    KvAnswer found = scenario.call(scenario.follower(), new KvCall.Get("k"));
    assertThat(found).isEqualTo(new KvAnswer.Found(new KvAnswer.Entry("v", 1)));

    scenario.chapter("the first one comes back and catches up");
    scenario.call(second, new KvCall.Put("k", "w"));
    first.start();
    scenario.settle();
    assertSameAs("leader-crash.txt");
  }

  @Test
  void aLeaderHandsOver() throws IOException {
    scenario.startAll();
    Node first = scenario.leader();
    scenario.settle();
    scenario.passTime(100);

    scenario.chapter("the leader is stopped and hands over first");
    first.life().orElseThrow().handOver();
    Node second = scenario.leader();
    assertThat(second).isNotEqualTo(first);
    KvAnswer refused = scenario.call(second, new KvCall.Put("k", "v", new KvCall.IfMatch(7)));
    assertThat(refused).isEqualTo(new KvAnswer.PreconditionFailed(Optional.empty()));
    assertSameAs("hand-over.txt");
  }

  private void assertSameAs(String file) throws IOException {
    Path golden = RESOURCES.resolve(file);
    if (Boolean.getBoolean("quorate.sim.rewrite")) {
      Files.createDirectories(RESOURCES);
      Files.writeString(golden, scenario.transcript());
    }
    assertThat(scenario.transcript()).isEqualTo(Files.readString(golden));
  }
}
