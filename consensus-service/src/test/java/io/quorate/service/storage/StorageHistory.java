package io.quorate.service.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.paxos.Write;
import io.quorate.service.storage.ForgetfulFile.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;

/// What was submitted to a store and what it acknowledged, noted between the writes to its file.
final class StorageHistory implements CommitListener {

  private record Submitted(List<Write> group) {}

  private record Durable(long sequence) {}

  private final ForgetfulFile file;
  private final StoreModel start;
  private final Semaphore window = new Semaphore(3);
  private final List<Throwable> failures = new ArrayList<>();
  private long durable;

  StorageHistory(ForgetfulFile file, StoreModel start) {
    this.file = file;
    this.start = start;
  }

  @Override
  public void durable(long sequence) {
    file.note(new Durable(sequence));
    window.release((int) (sequence - durable));
    durable = sequence;
  }

  @Override
  public void failed(Throwable cause) {
    failures.add(cause);
    // Nothing is acknowledged any more, so let the load run to its end.
    window.release(Integer.MAX_VALUE / 2);
  }

  /// The last sequence that was reported durable.
  long acknowledged() {
    return durable;
  }

  List<Throwable> failures() {
    return failures;
  }

  /// Submits groups, a few of them unacknowledged at any time, and closes the writer.
  void load(ReplicaStore store, int groups, SplittableRandom random) {
    StorageLoad load = new StorageLoad(start, random);
    try (GroupWriter writer = store.startWriter(this)) {
      for (long sequence = 1; sequence <= groups; sequence++) {
        List<Write> group = load.next();
        window.acquireUninterruptibly();
        file.note(new Submitted(group));
        writer.submit(sequence, group);
      }
    }
  }

  /// A store that lost power before this event holds whole groups: all that were acknowledged, and
  /// of those submitted later some first ones. So no promise moved back (I1), and no vote is lost
  /// that anybody was told of (I6).
  void assertKept(int point, StoreModel found, String replay) {
    List<List<Write>> groups = new ArrayList<>();
    long acknowledged = 0;
    for (Event event : file.events().subList(0, point)) {
      if (event instanceof Event.Note(Submitted(List<Write> group))) {
        groups.add(group);
      } else if (event instanceof Event.Note(Durable(long sequence))) {
        acknowledged = sequence;
      }
    }
    StoreModel expected = start;
    List<StoreModel> allowed = new ArrayList<>();
    for (int group = 0; group <= groups.size(); group++) {
      if (group >= acknowledged) {
        allowed.add(expected);
      }
      expected = group < groups.size() ? expected.after(groups.get(group)) : expected;
    }
    assertThat(allowed)
        .as("I1, I6: %d of %d groups acknowledged; %s", acknowledged, groups.size(), replay)
        .contains(found);
  }
}
