package io.quorate.service.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.paxos.Write;
import io.quorate.core.register.RegisterWrite;
import io.quorate.service.storage.ForgetfulFile.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/// What was submitted to a store and what it acknowledged, noted between the writes to its file.
final class StorageHistory implements CommitListener {

  /// A group, of the log or of the registers.
  private record Submitted(List<Write> log, List<RegisterWrite> registers) {
    StoreModel after(StoreModel before) {
      return before.after(log).afterRegisters(registers);
    }
  }

  /// So many groups are acknowledged, in the order in which they were submitted.
  private record Durable(int groups) {}

  private final ForgetfulFile file;
  private final StoreModel start;
  private final Semaphore window = new Semaphore(3);
  private final List<Throwable> failures = new ArrayList<>();
  private final Map<Long, Integer> logPlaces = new ConcurrentHashMap<>();
  private final Map<Long, Integer> registerPlaces = new ConcurrentHashMap<>();
  private int durable;

  StorageHistory(ForgetfulFile file, StoreModel start) {
    this.file = file;
    this.start = start;
  }

  @Override
  public void durable(long sequence) {
    acknowledge(Objects.requireNonNull(logPlaces.get(sequence)));
  }

  @Override
  public void registersDurable(long sequence) {
    acknowledge(Objects.requireNonNull(registerPlaces.get(sequence)));
  }

  /// Both kinds share the commits, which take what waits in its order.
  private void acknowledge(int groups) {
    if (groups > durable) {
      file.note(new Durable(groups));
      window.release(groups - durable);
      durable = groups;
    }
  }

  @Override
  public void failed(Throwable cause) {
    failures.add(cause);
    // Nothing is acknowledged any more, so let the load run to its end.
    window.release(Integer.MAX_VALUE / 2);
  }

  /// How many groups were reported durable.
  int acknowledged() {
    return durable;
  }

  List<Throwable> failures() {
    return failures;
  }

  /// Submits groups, a few of them unacknowledged at any time, and closes the writer.
  void load(ReplicaStore store, int groups, SplittableRandom random) {
    StorageLoad log = new StorageLoad(start, random);
    RegisterStorageLoad registers = new RegisterStorageLoad(start.registers(), random);
    try (GroupWriter writer = store.startWriter(this)) {
      for (int place = 1; place <= groups; place++) {
        window.acquireUninterruptibly();
        if (random.nextInt(3) > 0) {
          long sequence = logPlaces.size() + 1L;
          List<Write> group = log.next();
          logPlaces.put(sequence, place);
          file.note(new Submitted(group, List.of()));
          writer.submit(sequence, group);
        } else {
          long sequence = registerPlaces.size() + 1L;
          List<RegisterWrite> group = registers.next();
          registerPlaces.put(sequence, place);
          file.note(new Submitted(List.of(), group));
          writer.submitRegisters(sequence, group);
        }
      }
    }
  }

  /// A store that lost power before this event holds whole groups: all that were acknowledged, and
  /// of those submitted later some first ones. So no promise moved back (I1), and no vote, copy,
  /// idempotency key or floor is lost that anybody was told of (I6).
  void assertKept(int point, StoreModel found, String replay) {
    List<Submitted> groups = new ArrayList<>();
    int acknowledged = 0;
    for (Event event : file.events().subList(0, point)) {
      if (event instanceof Event.Note(Submitted group)) {
        groups.add(group);
      } else if (event instanceof Event.Note(Durable(int count))) {
        acknowledged = count;
      }
    }
    StoreModel expected = start;
    List<StoreModel> allowed = new ArrayList<>();
    for (int group = 0; group <= groups.size(); group++) {
      if (group >= acknowledged) {
        allowed.add(expected);
      }
      expected = group < groups.size() ? groups.get(group).after(expected) : expected;
    }
    assertThat(allowed)
        .as("I1, I6: %d of %d groups acknowledged; %s", acknowledged, groups.size(), replay)
        .contains(found);
  }
}
