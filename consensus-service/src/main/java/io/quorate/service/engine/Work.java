package io.quorate.service.engine;

import io.quorate.core.paxos.Command;
import io.quorate.core.store.Result;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A command on its way into the log, and who waits for it.
sealed interface Work {

  /// The command.
  Command command();

  /// It is about to be proposed or passed on; false when nobody waits any more, so that it must not
  /// be.
  boolean takeOut();

  /// It is applied here, with this result.
  void applied(Result result);

  /// A caller of this replica waits. Caller and engine agree by one state on who was first: the
  /// caller that gives up, or the engine that sends the command out.
  final class Local implements Work {
    private enum State {
      HERE,
      OUT,
      WITHDRAWN
    }

    private final byte[] body;
    private final CompletableFuture<Submitted> answer = new CompletableFuture<>();
    private final AtomicReference<State> state = new AtomicReference<>(State.HERE);
    private boolean firstTimeOut;
    private boolean queued;
    private @Nullable Command command;

    /// Any thread may make one; from then on it is the engine's, but for [#giveUp].
    Local(byte[] body) {
      this.body = body;
    }

    byte[] body() {
      return body;
    }

    CompletableFuture<Submitted> answer() {
      return answer;
    }

    /// Gives the command its place in the sequence of this origin.
    void number(Command numbered) {
      command = numbered;
    }

    @Override
    public Command command() {
      return Objects.requireNonNull(command, "the command has no number yet");
    }

    @Override
    public boolean takeOut() {
      queued = false;
      firstTimeOut = state.compareAndSet(State.HERE, State.OUT);
      return state.get() == State.OUT;
    }

    /// It comes back and waits again; false when it waits already.
    ///
    /// @param untouched it was certainly not proposed since it was last taken out
    boolean comeBack(boolean untouched) {
      if (untouched && firstTimeOut) {
        state.compareAndSet(State.OUT, State.HERE);
      }
      boolean back = !queued;
      queued = true;
      return back;
    }

    @Override
    public void applied(Result result) {
      answer.complete(new Submitted.Applied(result));
    }

    /// Gives up. What was never sent out is refused and never will be sent; of anything else the
    /// outcome is unknown. Safe for any thread.
    void giveUp(Refusal refusal) {
      boolean mine = state.compareAndSet(State.HERE, State.WITHDRAWN);
      answer.complete(mine ? new Submitted.Rejected(refusal) : new Submitted.Unknown());
    }
  }

  /// A peer waits, for all commands that it passed on at once.
  record Foreign(Command command, Bundle bundle) implements Work {

    @Override
    public boolean takeOut() {
      return !bundle.answer.isDone();
    }

    @Override
    public void applied(Result result) {
      bundle.open--;
    }
  }

  /// Commands that a peer passed on at once.
  final class Bundle {
    private final CompletableFuture<Forwarding> answer;
    private int open;

    Bundle(int commands, CompletableFuture<Forwarding> answer) {
      this.open = commands;
      this.answer = answer;
    }

    CompletableFuture<Forwarding> answer() {
      return answer;
    }

    /// Whether every command is applied.
    boolean isComplete() {
      return open == 0;
    }
  }
}
