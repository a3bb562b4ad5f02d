package io.quorate.service.storage;

import io.quorate.service.storage.ForgetfulFile.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Finds out what is left of a file when the power goes at some point of its history: everything up
/// to the last force, and of what came later whatever the disk happened to write.
final class PowerCut {

  /// How much of what was not forced the disk has kept, and in what pieces.
  enum Damage {
    ALL_LOST,
    ALL_KEPT,
    /// The disk wrote in order and stopped somewhere.
    PREFIX_KEPT,
    /// The disk wrote each call as a whole or not at all, in any order.
    WRITES_LOST,
    /// The disk wrote pages, in any order.
    PAGES_LOST;

    private static final List<Damage> ALL = List.of(values());

    static Damage any(RandomGenerator random) {
      return ALL.get(random.nextInt(ALL.size()));
    }
  }

  private final List<Event> events;
  private final DiskImage forced;
  private int forcedUpTo;

  PowerCut(ForgetfulFile file) {
    this.events = file.events();
    this.forced = file.start().copy();
  }

  int points() {
    return events.size();
  }

  /// What is left when the power goes before this event; points must not go down from call to call.
  DiskImage before(int point, Damage damage, RandomGenerator random) {
    List<Event> since = advance(point);
    DiskImage left = forced.copy();
    switch (damage) {
      case ALL_LOST -> {}
      case ALL_KEPT -> since.forEach(event -> apply(event, left));
      case PREFIX_KEPT -> {
        int kept = since.isEmpty() ? 0 : random.nextInt(since.size() + 1);
        since.subList(0, kept).forEach(event -> apply(event, left));
        if (kept < since.size() && since.get(kept) instanceof Event.Write(long at, byte[] bytes)) {
          left.write(at, bytes, 0, random.nextInt(bytes.length) / DiskImage.PAGE * DiskImage.PAGE);
        }
      }
      case WRITES_LOST ->
          since.stream().filter(_ -> random.nextBoolean()).forEach(event -> apply(event, left));
      case PAGES_LOST -> since.forEach(event -> tear(event, left, random));
    }
    return left;
  }

  private List<Event> advance(int point) {
    List<Event> since = new ArrayList<>();
    for (Event event : events.subList(forcedUpTo, point)) {
      since.add(event);
      if (event instanceof Event.Force) {
        since.forEach(one -> apply(one, forced));
      }
      if (event instanceof Event.Force || event instanceof Event.FailedForce) {
        forcedUpTo += since.size();
        since.clear();
      }
    }
    since.removeIf(event -> event instanceof Event.Note);
    return since;
  }

  private static void apply(Event event, DiskImage image) {
    switch (event) {
      case Event.Write(long position, byte[] bytes) ->
          image.write(position, bytes, 0, bytes.length);
      case Event.Truncate(long size) -> image.truncate(size);
      case Event.Force() -> {}
      case Event.FailedForce() -> {}
      case Event.Note _ -> {}
    }
  }

  private static void tear(Event event, DiskImage image, RandomGenerator random) {
    if (!(event instanceof Event.Write(long position, byte[] bytes))) {
      if (random.nextBoolean()) {
        apply(event, image);
      }
      return;
    }
    int done = 0;
    while (done < bytes.length) {
      int toPageEnd = DiskImage.PAGE - (int) ((position + done) % DiskImage.PAGE);
      int count = Math.min(bytes.length - done, toPageEnd);
      if (random.nextInt(4) > 0) {
        image.write(position + done, bytes, done, count);
      }
      done += count;
    }
  }
}
