package io.quorate.service.peer;

import io.quorate.core.register.Level;
import io.quorate.core.register.RegisterMessage;
import io.quorate.core.register.RegisterOperation;
import io.quorate.core.register.RegisterPage;
import io.quorate.core.register.Writer;
import io.quorate.service.engine.Registers;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/// Notes what it is asked and answers what the test says.
final class FakeRegisters implements Registers {
  final Queue<RegisterMessage.Request> asked = new ConcurrentLinkedQueue<>();
  volatile RegisterMessage.Reply reply = new RegisterMessage.Raised();

  @Override
  public CompletableFuture<RegisterMessage.Reply> ask(RegisterMessage.Request request) {
    asked.add(request);
    return CompletableFuture.completedFuture(reply);
  }

  @Override
  public Ended run(Function<Writer, RegisterOperation> operation, Level level, Duration timeout) {
    throw new AssertionError("no peer runs operations");
  }

  @Override
  public Optional<RegisterPage> held(RegisterPage.Wanted wanted, Duration timeout) {
    throw new AssertionError("no peer lists");
  }
}
