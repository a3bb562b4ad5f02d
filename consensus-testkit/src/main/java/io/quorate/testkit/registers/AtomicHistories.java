package io.quorate.testkit.registers;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quorate.core.register.Content;
import io.quorate.core.register.Copy;
import io.quorate.core.register.RegisterOperation;
import io.quorate.testkit.history.Completion;
import io.quorate.testkit.history.History;
import io.quorate.testkit.history.LinearizabilityChecker;
import io.quorate.testkit.history.Operation;
import io.quorate.testkit.history.RegisterModel;
import io.quorate.testkit.history.RegisterModel.Answer;
import io.quorate.testkit.history.RegisterModel.Call;
import io.quorate.testkit.registers.Progress.Course;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The history of an explored world: the first to end ends at 2, the second at 4, and an operation
/// that began when so many had ended began right after.
final class AtomicHistories {
  private static final LinearizabilityChecker<Optional<String>, Call<String>, Answer<String>>
      CHECKER = new LinearizabilityChecker<>(new RegisterModel<String>());

  private AtomicHistories() {}

  /// @throws AssertionError when the history is not that of one atomic register
  static void require(List<RegisterOperation> operations, Progress progress) {
    List<Operation<Call<String>, Answer<String>>> history = new ArrayList<>();
    for (int i = 0; i < operations.size(); i++) {
      if (progress.course(i).hasBegun()) {
        history.add(operation(i, operations.get(i), progress));
      }
    }
    CHECKER.check(new History<>(history)).requireLinearizable();
  }

  private static Operation<Call<String>, Answer<String>> operation(
      int number, RegisterOperation operation, Progress progress) {
    Course course = progress.course(number);
    long invoked = 2L * course.endedBefore() + 1;
    long completed =
        course.hasEnded() ? 2L * (progress.ended().indexOf(number) + 1) : Operation.NEVER;
    Completion<Answer<String>> completion =
        course
            .result()
            .<Completion<Answer<String>>>map(copy -> new Completion.Ok<>(answer(operation, copy)))
            .orElseGet(Completion.Unknown::new);
    return new Operation<>(number, "op" + number, invoked, call(operation), completed, completion);
  }

  private static Call<String> call(RegisterOperation operation) {
    return switch (operation) {
      case RegisterOperation.Get _ -> new RegisterModel.Read<>();
      case RegisterOperation.Put put ->
          new RegisterModel.Write<>(text(put.content()).orElseThrow());
    };
  }

  private static Answer<String> answer(RegisterOperation operation, Copy result) {
    return switch (operation) {
      case RegisterOperation.Get _ -> new RegisterModel.Value<>(text(result.content()));
      case RegisterOperation.Put _ -> new RegisterModel.Written<>();
    };
  }

  private static Optional<String> text(Content content) {
    return switch (content) {
      case Content.Value value -> Optional.of(new String(value.bytes(), UTF_8));
      case Content.Tombstone() -> Optional.empty();
    };
  }
}
