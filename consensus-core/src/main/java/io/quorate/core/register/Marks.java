package io.quorate.core.register;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The idempotency keys that a member remembers, the oldest first: at least the newest so many, and
/// each for at least so long. Kept apart from the copies, so that a write stays known after others
/// have replaced what it wrote.
final class Marks {
  private record Place(String key, String idempotencyKey) {}

  private record Remembered(Marked marked, long at) {}

  private final MarksKept kept;
  private final Map<Place, Remembered> marks = new LinkedHashMap<>();

  Marks(MarksKept kept, List<RegisterWrite.Remembered> recovered) {
    this.kept = kept;
    recovered.forEach(one ->
        marks.put(
            new Place(one.key(), one.marked().mark().key()),
            new Remembered(one.marked(), one.at())));
  }

  Optional<Marked> find(String key, String idempotencyKey) {
    return Optional.ofNullable(marks.get(new Place(key, idempotencyKey))).map(Remembered::marked);
  }

  /// Notes a mark, with the highest tag that was ever seen under it; returns what to persist.
  List<RegisterWrite> note(String key, Marked marked, long now) {
    Place place = new Place(key, marked.mark().key());
    Remembered known = marks.get(place);
    if (known != null && !known.marked().tag().isBelow(marked.tag())) {
      return List.of();
    }
    marks.put(place, new Remembered(marked, now));
    List<RegisterWrite> writes = new ArrayList<>();
    writes.add(new RegisterWrite.Remembered(key, marked, now));
    forget(now, writes);
    return writes;
  }

  private void forget(long now, List<RegisterWrite> writes) {
    Iterator<Map.Entry<Place, Remembered>> oldest = marks.entrySet().iterator();
    while (marks.size() > kept.count()) {
      Map.Entry<Place, Remembered> one = oldest.next();
      if (now - one.getValue().at() <= kept.millis()) {
        return;
      }
      Place place = one.getKey();
      writes.add(new RegisterWrite.Unremembered(place.key(), place.idempotencyKey()));
      oldest.remove();
    }
  }
}
