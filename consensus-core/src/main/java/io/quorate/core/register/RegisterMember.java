package io.quorate.core.register;

import io.quorate.core.register.RegisterMessage.Held;
import io.quorate.core.register.RegisterMessage.Query;
import io.quorate.core.register.RegisterMessage.Reply;
import io.quorate.core.register.RegisterMessage.Request;
import io.quorate.core.register.RegisterMessage.Update;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A member's copies of all registers: keeps the highest tag of each and answers requests.
///
/// No answer may leave that tells of a copy which is not durable, neither that it is kept nor that
/// it is held (I6): a coordinator counts both. Confined to one thread.
public final class RegisterMember {
  private record Row(Copy copy, long sequence) {}

  private final Map<String, Row> rows = new HashMap<>();
  private final Summary summary = new Summary();
  private final Marks marks;
  private long floor;
  private long floorSequence;
  private long durableFloor;
  private long collected;
  private long sequence;
  private long marksSequence;
  private List<RegisterWrite> writes = new ArrayList<>();
  private long after;

  /// A member as it stands in its store.
  public RegisterMember(RecoveredRegisters recovered, MarksKept marksKept) {
    for (Register register : recovered.registers()) {
      rows.put(register.key(), new Row(register.copy(), 0));
      summary.replace(register.key(), Tag.ZERO, register.copy().tag());
    }
    this.marks = new Marks(marksKept, recovered.marks());
    this.floor = recovered.floor();
    this.durableFloor = floor;
    this.collected = recovered.collected();
  }

  /// Answers a request.
  ///
  /// @param now the time in milliseconds since 1970; only the age of idempotency keys rests on it
  public MemberEffects step(Request request, long now) {
    after = 0;
    Reply reply = answer(request, now);
    List<RegisterWrite> group = writes;
    if (!group.isEmpty()) {
      sequence++;
      writes = new ArrayList<>();
    }
    return new MemberEffects(List.copyOf(group), sequence, reply, after);
  }

  private Reply answer(Request request, long now) {
    return switch (request) {
      case RegisterMessage.Read(List<Query> queries) ->
          new RegisterMessage.Found(queries.stream().map(this::find).toList());
      case RegisterMessage.Write(List<Update> updates) ->
          new RegisterMessage.Kept(updates.stream().map(one -> keep(one, now)).toList());
      case RegisterMessage.Compare(List<Integer> nodes) ->
          new RegisterMessage.Sums(summary.sums(nodes));
      case RegisterMessage.Enumerate(List<Integer> leaves) ->
          new RegisterMessage.Listed(versions(leaves));
      case RegisterMessage.Confirm(List<Version> versions) ->
          new RegisterMessage.Confirmed(versions.stream().map(this::holds).toList(), toldFloor());
      case RegisterMessage.Raise(long newFloor) -> raise(newFloor);
      case RegisterMessage.Forget forget -> forget(forget);
    };
  }

  private Held find(Query query) {
    Optional<Marked> marked = query.idempotencyKey().flatMap(key -> marks.find(query.key(), key));
    return new Held(told(query.key()), toldFloor(), collected, marked);
  }

  private long toldFloor() {
    after = Math.max(after, floorSequence);
    return floor;
  }

  /// A copy that an answer tells of, and so has to wait for.
  private Copy told(String key) {
    Row row = rows.get(key);
    if (row == null) {
      return Copy.NONE;
    }
    after = Math.max(after, row.sequence());
    return row.copy();
  }

  private boolean keep(Update update, long now) {
    Copy copy = update.copy();
    Row row = rows.get(update.key());
    if (row == null && copy.tag().counter() <= collected && update.floor() < collected) {
      return false;
    }
    copy.mark().ifPresent(mark -> note(update.key(), new Marked(mark, copy.tag()), now));
    update.marked().ifPresent(marked -> note(update.key(), marked, now));
    if (copy(update.key()).tag().isBelow(copy.tag())) {
      store(update.key(), copy);
    }
    told(update.key());
    return true;
  }

  private void note(String key, Marked marked, long now) {
    List<RegisterWrite> toPersist = marks.note(key, marked, now);
    if (!toPersist.isEmpty()) {
      writes.addAll(toPersist);
      marksSequence = sequence + 1;
    }
    after = Math.max(after, marksSequence);
  }

  private void store(String key, Copy copy) {
    Row before = rows.put(key, new Row(copy, sequence + 1));
    summary.replace(key, before == null ? Tag.ZERO : before.copy().tag(), copy.tag());
    writes.add(new RegisterWrite.Stored(new Register(key, copy)));
  }

  /// What it holds in these leaves of its [Summary], durable or not.
  List<Version> versions(List<Integer> leaves) {
    List<Version> versions = new ArrayList<>();
    rows.forEach((key, row) -> {
      if (leaves.contains(Summary.leafOf(key))) {
        versions.add(new Version(key, row.copy().tag()));
      }
    });
    return versions;
  }

  private boolean holds(Version version) {
    return !told(version.key()).tag().isBelow(version.tag());
  }

  private Reply raise(long newFloor) {
    raise(newFloor, collected);
    return new RegisterMessage.Raised();
  }

  private Reply forget(RegisterMessage.Forget forget) {
    for (Version tombstone : forget.tombstones()) {
      Row row = rows.get(tombstone.key());
      if (row != null && row.copy().tag().equals(tombstone.tag())) {
        rows.remove(tombstone.key());
        summary.replace(tombstone.key(), tombstone.tag(), Tag.ZERO);
        writes.add(new RegisterWrite.Dropped(tombstone.key()));
      }
    }
    raise(forget.floor(), Math.max(collected, forget.floor()));
    return new RegisterMessage.Forgotten();
  }

  private void raise(long newFloor, long newCollected) {
    if (floor < newFloor || collected < newCollected) {
      floor = Math.max(floor, newFloor);
      collected = newCollected;
      floorSequence = sequence + 1;
      writes.add(new RegisterWrite.Floors(floor, collected));
    }
    after = Math.max(floorSequence, writes.isEmpty() ? 0 : sequence + 1);
  }

  /// All writes up to this sequence number are on stable storage.
  public void durable(long upTo) {
    if (floorSequence <= upTo) {
      durableFloor = floor;
    }
  }

  /// What this member holds of a register, durable or not.
  public Copy copy(String key) {
    Row row = rows.get(key);
    return row == null ? Copy.NONE : row.copy();
  }

  /// The counter that new writes must be above, as far as it is durable; see [Collection].
  public long floor() {
    return durableFloor;
  }

  /// What sums up all that this member holds, as it changes.
  public Summary summary() {
    return summary;
  }

  /// All that this member holds under a prefix, in the order of the keys.
  public List<Register> registers(String prefix) {
    return rows.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(prefix))
        .sorted(Map.Entry.comparingByKey(Register.KEY_ORDER))
        .map(entry -> new Register(entry.getKey(), entry.getValue().copy()))
        .toList();
  }

  /// Some of what this member holds.
  public RegisterPage page(RegisterPage.Wanted wanted) {
    return RegisterPage.of(
        rows.entrySet().stream()
            .map(entry -> new Register(entry.getKey(), entry.getValue().copy())),
        wanted);
  }

  /// The tombstones that it holds, to be collected.
  ///
  /// @param limit how many at most
  public List<Version> tombstones(int limit) {
    return rows.entrySet().stream()
        .filter(entry -> entry.getValue().copy().content() instanceof Content.Tombstone)
        .limit(limit)
        .map(entry -> new Version(entry.getKey(), entry.getValue().copy().tag()))
        .toList();
  }
}
