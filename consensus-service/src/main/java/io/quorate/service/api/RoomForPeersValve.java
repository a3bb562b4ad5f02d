package io.quorate.service.api;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.AbstractProtocol;
import org.jspecify.annotations.Nullable;

/// Keeps an eighth of the connections free for other replicas: while fewer are left, each answer to
/// anyone else ends its connection. Without it callers that keep theirs could take all, and a
/// replica that nobody can reach loses its leadership.
final class RoomForPeersValve extends ValveBase {
  private static final int SHARE = 8;
  private static final String PEERS = "/paxos/";

  RoomForPeersValve() {
    super(true);
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    if (!isOfPeer(request.getRequestURI()) && isCrowded(request)) {
      response.setHeader("Connection", "close");
    }
    getNext().invoke(request, response);
  }

  /// @param path null where the request has none, being malformed
  private static boolean isOfPeer(@Nullable String path) {
    return path != null && path.startsWith(PEERS);
  }

  private static boolean isCrowded(Request request) {
    return request.getConnector().getProtocolHandler() instanceof AbstractProtocol<?> http
        && http.getMaxConnections() > 0
        && http.getConnectionCount()
            > http.getMaxConnections() - (http.getMaxConnections() + SHARE - 1) / SHARE;
  }
}
