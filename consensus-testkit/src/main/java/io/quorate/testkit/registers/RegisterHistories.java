package io.quorate.testkit.registers;

import io.quorate.testkit.history.Completion;
import io.quorate.testkit.history.History;
import io.quorate.testkit.history.HistoryRecorder;
import io.quorate.testkit.history.LinearizabilityChecker;
import io.quorate.testkit.history.Operation;
import io.quorate.testkit.history.RegisterModel;
import io.quorate.testkit.history.RegisterModel.Answer;
import io.quorate.testkit.history.RegisterModel.Call;
import io.quorate.testkit.history.RegisterModel.Write;
import io.quorate.testkit.history.RegisterModel.Written;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What clients saw of each register. A register that holds nothing is one that holds [#NOTHING],
/// written before all else.
final class RegisterHistories {
  static final String NOTHING = "nothing";

  private final Map<String, HistoryRecorder<Call<String>, Answer<String>>> recorders =
      new TreeMap<>();

  HistoryRecorder<Call<String>, Answer<String>> of(String key) {
    return recorders.computeIfAbsent(
        key,
        _ -> {
          HistoryRecorder<Call<String>, Answer<String>> recorder = new HistoryRecorder<>();
          recorder.invoke("nobody", new Write<>(NOTHING)).ok(new Written<>());
          return recorder;
        });
  }

  /// @throws AssertionError when a register was not atomic
  void requireLinearizable() {
    LinearizabilityChecker<Optional<String>, Call<String>, Answer<String>> checker =
        new LinearizabilityChecker<>(new RegisterModel<String>());
    for (HistoryRecorder<Call<String>, Answer<String>> recorder : recorders.values()) {
      checker.check(withoutIdle(recorder.history())).requireLinearizable();
    }
  }

  /// The history without the operations of unknown end whose value nobody read: they never have to
  /// be placed, and only cost the checker time.
  private static History<Call<String>, Answer<String>> withoutIdle(
      History<Call<String>, Answer<String>> history) {
    Set<Optional<String>> read = new HashSet<>();
    for (Operation<Call<String>, Answer<String>> operation : history.operations()) {
      if (operation.completion()
          instanceof Completion.Ok<Answer<String>>(RegisterModel.Value<String> value)) {
        read.add(value.value());
      }
    }
    return new History<>(
        history.operations().stream()
            .filter(one ->
                !(one.completion() instanceof Completion.Unknown)
                    || (one.input() instanceof Write<String>(String value)
                        && read.contains(Optional.of(value))))
            .toList());
  }

  /// How many calls were made.
  long calls() {
    return recorders.values().stream().mapToLong(one -> one.history().operations().size()).sum();
  }
}
