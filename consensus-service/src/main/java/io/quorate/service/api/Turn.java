package io.quorate.service.api;

import io.quorate.core.lock.Claim;
import io.quorate.core.lock.Holder;
import io.quorate.service.engine.LockNews;
import io.quorate.service.engine.LockState;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// One claim that waits for its turn. It listens before it is made, so that it misses nothing. Safe
/// for any thread.
final class Turn implements LockNews.Listener {

  /// How the waiting has ended.
  sealed interface End {
    /// It is this claim's turn.
    record Come(Holder holder) implements End {}

    /// The claim is not in the queue any more, and never was or no longer is the holder's.
    record Lost(Optional<Holder> holder) implements End {}

    /// This replica is about to stop.
    record Stopping() implements End {}
  }

  private final CompletableFuture<End> end = new CompletableFuture<>();
  private @Nullable LockState last;
  private long ticket;

  @Override
  public synchronized void changed(LockState state) {
    last = state;
    look();
  }

  @Override
  public void stopping() {
    end.complete(new End.Stopping());
  }

  /// From now on waits with this ticket.
  ///
  /// @return whether the lock has changed since this listens, so that it is known how it stands
  synchronized boolean begin(long number) {
    ticket = number;
    look();
    return last != null;
  }

  private void look() {
    if (ticket == 0 || last == null) {
      return;
    }
    Optional<Holder> mine = last.heldBy(ticket);
    if (mine.isPresent()) {
      end.complete(new End.Come(mine.get()));
    } else if (!last.waiting().containsKey(ticket)) {
      end.complete(new End.Lost(last.holder()));
    }
  }

  /// The claim, as long as it waits.
  synchronized Optional<Claim> claim() {
    return Optional.ofNullable(last).map(state -> state.waiting().get(ticket));
  }

  /// Waits for the end, but no longer than this.
  Optional<End> await(Duration timeout) {
    try {
      return Optional.of(end.get(timeout.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException notYet) {
      return Optional.empty();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Optional.of(new End.Stopping());
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible.getCause());
    }
  }
}
