package io.quorate.service.engine;

import io.quorate.core.keyspace.Retention;
import io.quorate.core.store.Housekeeping;
import io.quorate.core.store.Request;
import io.quorate.core.store.RequestCodec;
import io.quorate.core.store.Store;
import java.util.function.Consumer;

/// Has done what a leader asks for by itself. It goes the way of every write, and nobody waits for
/// it. Confined to the engine's thread.
final class Duties {
  private final Housekeeping housekeeping;
  private final Consumer<Work.Local> loop;

  Duties(Store store, Retention retention, Consumer<Work.Local> loop) {
    this.housekeeping = new Housekeeping(store, retention);
    this.loop = loop;
  }

  /// Whether this replica leads from now on.
  void lead(boolean leads) {
    if (leads) {
      housekeeping.begin();
    } else {
      housekeeping.end();
    }
  }

  void tick(long now) {
    housekeeping
        .due(now, System.currentTimeMillis())
        .forEach(
            operation -> loop.accept(new Work.Local(RequestCodec.encode(Request.of(operation)))));
  }
}
