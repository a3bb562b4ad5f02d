package io.quorate.service.engine;

import io.quorate.core.register.Level;
import io.quorate.core.register.RegisterMessage;
import io.quorate.core.register.RegisterOperation;
import io.quorate.core.register.RegisterOutcome;
import io.quorate.core.register.RegisterPage;
import io.quorate.core.register.Writer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// The registers of a replica, as everyone else sees them. Safe for any thread; the blocking
/// methods are meant for virtual threads.
public interface Registers {

  /// What became of an operation.
  sealed interface Ended {
    /// It ran.
    record With(RegisterOutcome outcome) implements Ended {}

    /// It did not begin.
    record Refused(Refusal refusal) implements Ended {}
  }

  /// Runs an operation, and waits for its outcome.
  ///
  /// @param operation given the writer that no other write has
  Ended run(Function<Writer, RegisterOperation> operation, Level level, Duration timeout);

  /// A peer asks; completes once the answer may leave (I6), and exceptionally when this replica
  /// does not vote.
  CompletableFuture<RegisterMessage.Reply> ask(RegisterMessage.Request request);

  /// Some of what this replica itself holds; empty when it does not say so in time.
  Optional<RegisterPage> held(RegisterPage.Wanted wanted, Duration timeout);
}
