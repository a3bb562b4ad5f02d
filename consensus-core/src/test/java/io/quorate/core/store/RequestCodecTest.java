package io.quorate.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
    assertThat(bytes[0]).isEqualTo((byte) 1);

    bytes[0] = 2;

    assertThatIllegalArgumentException()
        .isThrownBy(() -> RequestCodec.decode(bytes))
        .withMessageContaining("unknown version 2");
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
    return requests;
  }

  private static List<Condition> conditions() {
    return List.of(
        new Condition.None(),
        new Condition.Absent(),
        new Condition.Present(),
        new Condition.Unmodified(Long.MAX_VALUE));
  }
}
