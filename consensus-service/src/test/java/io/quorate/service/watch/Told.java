package io.quorate.service.watch;

import io.quorate.core.keyspace.Change;
import io.quorate.core.keyspace.Range;
import io.quorate.core.keyspace.Snapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// A reader that notes what it is told, lets the test do something at each event, and goes away
/// after so many.
final class Told implements Reader {
  private final List<String> events = new ArrayList<>();
  private final int enough;
  private final Consumer<String> meanwhile;

  Told(int enough, Consumer<String> meanwhile) {
    this.enough = enough;
    this.meanwhile = meanwhile;
  }

  /// Has a course tell it everything, until it has enough or the course ends.
  List<String> of(Course course) {
    try {
      course.run(this);
    } catch (IOException gone) {
      // It has enough.
    }
    return events;
  }

  @Override
  public void change(Message message) throws IOException {
    note(
        message.revision()
            + message.changes().stream()
                .map(Change::key)
                .collect(Collectors.joining(" ", " ", "")));
  }

  @Override
  public void progress(long revision) throws IOException {
    note("progress " + revision);
  }

  @Override
  public void compacted(long compactRevision) throws IOException {
    note("compacted " + compactRevision);
  }

  @Override
  public void snapshot(Snapshot now, List<Range> ranges) throws IOException {
    List<String> keys = new ArrayList<>();
    for (Range range : ranges) {
      now.page(range, Snapshot.Direction.ASCENDING, 100, 1 << 20)
          .items()
          .forEach(item -> keys.add(item.key()));
    }
    note("snapshot " + now.revision() + " " + String.join(" ", keys));
  }

  private void note(String event) throws IOException {
    events.add(event);
    meanwhile.accept(event);
    if (events.size() >= enough) {
      throw new IOException("enough");
    }
  }
}
