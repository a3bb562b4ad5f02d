package io.quorate.testkit.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.testkit.history.KvAnswer.Entry;
import io.quorate.testkit.history.KvAnswer.Found;
import io.quorate.testkit.history.RegisterModel.Read;
import io.quorate.testkit.history.RegisterModel.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Histories of the size a load test leaves behind are decided within the default bound on effort.
class BigHistoryTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void busyRegister(long seed) {
    Random random = new Random(seed);
    var history =
        new RandomHistory<>(random, Stores.registerCalls(random, 5), Stores.register(), 0.02)
            .run(16, 600);
    new LinearizabilityChecker<>(new RegisterModel<Integer>()).check(history).requireLinearizable();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void busyRegisterWithOneWrongReadAtTheEnd(long seed) {
    Random random = new Random(seed);
    var history =
        new RandomHistory<>(random, Stores.registerCalls(random, 5), Stores.register(), 0.02)
            .run(8, 400);
    assertOnlyTheLastIsWrong(
        new RegisterModel<>(), history, new Read<>(), new Value<>(Optional.of(99)));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void busyKey(long seed) {
    checker().check(keyValues(seed, 1, 16, 800)).requireLinearizable();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void busyKeyWithOneWrongReadAtTheEnd(long seed) {
    assertOnlyTheLastIsWrong(
        new KvModel(),
        keyValues(seed, 1, 16, 800),
        new KvCall.Get("k0"),
        new Found(new Entry("never written", 7)));
  }

  @Test
  void manyKeys() {
    checker().check(keyValues(1, 1000, 32, 40_000)).requireLinearizable();
  }

  @Test
  void oneKeyForAll() {
    checker().check(keyValues(1, 1, 8, 20_000)).requireLinearizable();
  }

  /// The worst case for the checker: it has to go through all orders of the whole history.
  private static <S, I, O> void assertOnlyTheLastIsWrong(
      Model<S, I, O> model, History<I, O> good, I input, O wrong) {
    long after = Operation.NEVER - 2;
    List<Operation<I, O>> operations = new ArrayList<>(good.operations());
    operations.add(
        new Operation<>(
            operations.size(), "late", after, input, after + 1, new Completion.Ok<>(wrong)));
    assertThat(new LinearizabilityChecker<>(model).check(new History<>(operations)))
        .isInstanceOfSatisfying(
            Verdict.NotLinearizable.class,
            violation -> assertThat(violation.blocked()).isEqualTo(operations.getLast()));
  }

  private static LinearizabilityChecker<KvState, KvCall, KvAnswer> checker() {
    return new LinearizabilityChecker<>(new KvModel());
  }

  private static History<KvCall, KvAnswer> keyValues(long seed, int keys, int clients, int size) {
    Random random = new Random(seed);
    return new RandomHistory<>(
            random, Stores.kvCalls(random, keys, size / 2, true), Stores.keyValues(), 0.02)
        .run(clients, size);
  }
}
