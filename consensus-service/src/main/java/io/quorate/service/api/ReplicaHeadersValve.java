package io.quorate.service.api;

import io.quorate.service.engine.Engine;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.function.Supplier;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;

/// Says on every response who served it and which revision it reflects, errors of the container
/// included. Who knows the revision better, because it comes with the answer, overwrites it. A
/// replica that is about to stop also says that the connection ends here, before it closes it.
final class ReplicaHeadersValve extends ValveBase {
  private final String replica;
  private final Supplier<Engine> engine;
  private final Supplier<ApplicationAvailability> availability;

  ReplicaHeadersValve(
      String replica, Supplier<Engine> engine, Supplier<ApplicationAvailability> availability) {
    super(true);
    this.replica = replica;
    this.engine = engine;
    this.availability = availability;
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    response.setHeader(QuorateHeaders.REPLICA, replica);
    response.setHeader(QuorateHeaders.REVISION, Long.toString(engine.get().view().revision()));
    closeWhenStopping(response);
    getNext().invoke(request, response);
    // Asked again, because what began before the stop may end after it.
    closeWhenStopping(response);
  }

  private void closeWhenStopping(Response response) {
    if (availability.get().getReadinessState() == ReadinessState.REFUSING_TRAFFIC) {
      response.setHeader("Connection", "close");
    }
  }
}
