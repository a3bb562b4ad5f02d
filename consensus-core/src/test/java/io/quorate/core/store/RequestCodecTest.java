package io.quorate.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.quorate.core.keyspace.Range;
import io.quorate.core.keyspace.Snapshot.Direction;
import io.quorate.core.lease.Lease;
import io.quorate.core.lock.LockName;
import io.quorate.core.quorum.QuorumText;
import io.quorate.core.store.Comparison.Field;
import io.quorate.core.store.Comparison.Relation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// Every kind of request, with and without each of its parts.
class RequestCodecTest {

  @Test
  void whatIsEncodedIsDecoded() {
    for (Request request : requests()) {
      Request decoded = RequestCodec.decode(RequestCodec.encode(request));

      assertThat(decoded).usingRecursiveComparison().isEqualTo(request);
    }
  }

  @Test
  void aRequestCutAtAnyLengthIsRefused() {
    for (Request request : requests()) {
      byte[] whole = RequestCodec.encode(request);
      for (int length = 0; length < whole.length; length++) {
        byte[] cut = Arrays.copyOf(whole, length);
        assertThatIllegalArgumentException()
            .as("%s cut to %d of %d bytes", request, length, whole.length)
            .isThrownBy(() -> RequestCodec.decode(cut));
      }
    }
  }

  /// One byte at a time becomes each of these; the bytes must be refused or mean a request.
  @Test
  void aDamagedRequestIsRefusedOrAnotherRequestAndNothingElse() {
    for (Request request : requests()) {
      byte[] whole = RequestCodec.encode(request);
      for (int place = 0; place < whole.length; place++) {
        for (int damage : List.of(0, 1, 4, 0x7f, 0x80, 0xff)) {
          byte[] damaged = whole.clone();
          damaged[place] = (byte) damage;
          assertThat(isRefused(damaged) || RequestCodec.decode(damaged).operation() != null)
              .isTrue();
        }
      }
    }
  }

  private static boolean isRefused(byte[] bytes) {
    try {
      RequestCodec.decode(bytes);
      return false;
    } catch (IllegalArgumentException expected) {
      return true;
    }
  }

  @Test
  void theFirstByteIsTheVersion() {
    byte[] bytes = RequestCodec.encode(requests().getFirst());
    assertThat(bytes[0]).isEqualTo((byte) 2);

    bytes[0] = 3;

    assertThatIllegalArgumentException()
        .isThrownBy(() -> RequestCodec.decode(bytes))
        .withMessageContaining("unknown version 3");
  }

  /// As version 1 wrote them: a put under a name, and a change of the quorum system.
  @Test
  void whatStandsInOlderLogsIsStillRead() {
    byte[] put =
        HexFormat.of()
            .parseHex(
                "01"
                    + "00000002"
                    + "7231"
                    + "01"
                    + "00000001"
                    + "6b"
                    + "03"
                    + "0000000000000007"
                    + "01"
                    + "00000002"
                    + "00ff");
    assertThat(RequestCodec.decode(put))
        .usingRecursiveComparison()
        .isEqualTo(
            new Request(
                Optional.of("r1"),
                new Operation.Put("k", new byte[] {0, -1}, new Condition.Unmodified(7), true)));
    assertThat(RequestCodec.asksForChange(put)).isFalse();
    byte[] change =
        HexFormat.of()
            .parseHex(
                "01"
                    + "00000000"
                    + "03"
                    + "0000000b"
                    + HexFormat.of().formatHex("majority(a)".getBytes(Log.UTF_8))
                    + "00"
                    + "0000000000000000");
    assertThat(RequestCodec.changeIn(change)).contains(QuorumText.parse("majority(a)"));
  }

  @Test
  void equalRequestsHaveEqualBytesSoThatAFingerprintTellsThemApart() {
    List<Request> requests = requests();
    for (int one = 0; one < requests.size(); one++) {
      for (int other = 0; other < requests.size(); other++) {
        long first = IdempotencyKeys.fingerprint(RequestCodec.encode(requests.get(one)));
        long second = IdempotencyKeys.fingerprint(RequestCodec.encode(requests.get(other)));
        assertThat(first == second).isEqualTo(one == other);
      }
    }
  }

  private static List<Request> requests() {
    List<Request> requests = new ArrayList<>();
    for (Optional<String> name : List.of(Optional.<String>empty(), Optional.of("retry-1"))) {
      requests.add(new Request(name, new Operation.RegistersMoved(0)));
      requests.add(new Request(name, new Operation.RegistersMoved(Long.MAX_VALUE)));
      for (String key : List.of("k", "app/db/url", "schlüssel/🔑")) {
        for (Condition condition : conditions()) {
          requests.add(new Request(name, new Operation.Delete(key, condition)));
          for (byte[] value : List.of(new byte[0], new byte[] {0, -1, 127})) {
            requests.add(new Request(name, new Operation.Put(key, value, condition, false)));
            requests.add(new Request(name, new Operation.Put(key, value, condition, true)));
          }
        }
      }
    }
    operations().forEach(operation -> requests.add(Request.of(operation)));
    List<Fence> fences = List.of(new Fence("jobs", 7), new Fence("schlüssel", Long.MAX_VALUE));
    requests.add(new Request(Optional.of("fenced"), fences, operations().getFirst()));
    return requests;
  }

  private static List<Operation> operations() {
    byte[] value = {1, -1};
    LockName lock = new LockName(LockName.Kind.LOCK, "jobs");
    LockName election = new LockName(LockName.Kind.ELECTION, "jobs");
    return List.of(
        new Operation.Put("leased", value, 5, new Condition.None(), true),
        new Operation.ChangeQuorums(Log.QUORUMS),
        new Operation.DeleteRange(Range.of("a", "b")),
        new Operation.DeleteRange(Range.all()),
        new Operation.Transact(transaction(2)),
        new Operation.Compact(9),
        new Operation.GrantLease(OptionalLong.of(4), 60),
        new Operation.GrantLease(OptionalLong.empty(), 60),
        new Operation.RenewLeases(List.of(1L, 2L)),
        new Operation.RevokeLease(3),
        new Operation.ExpireLeases(List.of(new Lease.Term(1, 0), new Lease.Term(2, 8))),
        new Operation.Acquire(lock, "me", Optional.empty(), OptionalLong.of(3), 0, true),
        new Operation.Acquire(election, "me", Optional.of(value), OptionalLong.empty(), 9, false),
        new Operation.Leave(lock, 5),
        new Operation.Release(election, 6),
        new Operation.Publish(election, 7, value));
  }

  private static Transaction transaction(int depth) {
    byte[] value = {0, 1};
    List<Comparison> conditions =
        List.of(
            new Comparison.OfValue("a", Relation.LESS, value),
            new Comparison.OfNumber("b", Field.LEASE_ID, Relation.NOT_EQUAL, 3),
            new Comparison.OfExistence("c", depth == 0));
    List<Transaction.Step> then = new ArrayList<>();
    then.add(new Transaction.Put("p", value, 2, true));
    then.add(new Transaction.Delete(Range.prefix("q/")));
    then.add(new Transaction.Get("g"));
    then.add(new Transaction.GetRange(Range.all(), Direction.DESCENDING, 10, false));
    then.add(new Transaction.GetRange(Range.prefix("a/"), Direction.ASCENDING, 0, true));
    if (depth > 0) {
      then.add(new Transaction.Nested(transaction(depth - 1)));
    }
    return new Transaction(conditions, then, List.of(new Transaction.Get("other")));
  }

  private static List<Condition> conditions() {
    return List.of(
        new Condition.None(),
        new Condition.Absent(),
        new Condition.Present(),
        new Condition.Unmodified(Long.MAX_VALUE));
  }
}
