package io.quorate.service.api;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.List;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;

/// Lets routes on which callers wait for long find out that a caller has gone away: Tomcat looks at
/// a connection only between requests.
final class PresenceValve extends ValveBase {
  private static final List<String> ROUTES = List.of(LockApi.PREFIX, ElectionApi.PREFIX);

  PresenceValve() {
    super(true);
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    if (takesLong(request.getRequestURI())) {
      request.setAttribute(Presence.ATTRIBUTE, new Connection(request.getCoyoteRequest()));
    }
    getNext().invoke(request, response);
  }

  /// @param path null where the request has none, being malformed
  private static boolean takesLong(@Nullable String path) {
    return path != null && ROUTES.stream().anyMatch(path::startsWith);
  }

  /// Asks Tomcat to read without waiting. That may lose what the caller has sent early, of its next
  /// request: so the connection ends with the answer to this one.
  private static final class Connection implements Presence {
    private final org.apache.coyote.Request request;
    private boolean ends;

    Connection(org.apache.coyote.Request request) {
      this.request = request;
    }

    @Override
    public boolean isGone() {
      if (!ends) {
        ends = true;
        request.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        request.getResponse().setHeader("Connection", "close");
      }
      // That the stream has ended is said as one byte to be read. A next request has more.
      request.action(ActionCode.AVAILABLE, true);
      return request.getAvailable() == 1;
    }
  }
}
