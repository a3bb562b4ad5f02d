package io.quorate.service.api;

import io.quorate.core.lock.LockName;
import io.quorate.service.engine.LockNews;
import io.quorate.service.engine.LockState;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// Waits until a lock stands as a test wants it, told by the state machine itself.
record Queues(FakeEngine engine, LockNews news) {

  /// Waits until so many wait.
  void awaitWaiting(LockName name, int waiting) {
    await(name, state -> state.waiting().size() == waiting);
  }

  /// Waits until nobody holds it.
  void awaitFree(LockName name) {
    await(name, state -> state.holder().isEmpty());
  }

  private void await(LockName name, Predicate<LockState> wanted) {
    var seen = new CompletableFuture<Boolean>();
    var listener =
        new LockNews.Listener() {
          @Override
          public void changed(LockState state) {
            if (wanted.test(state)) {
              seen.complete(true);
            }
          }

          @Override
          public void stopping() {}
        };
    try (var _ = news.listen(name, listener)) {
      var now = engine.look(store -> LockState.of(store.locks().find(name)));
      listener.changed(now);
      seen.orTimeout(30, TimeUnit.SECONDS).join();
    }
  }
}
