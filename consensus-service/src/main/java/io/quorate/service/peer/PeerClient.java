package io.quorate.service.peer;

import java.time.Duration;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/// The HTTP client between replicas: one message is one exchange, never repeated by the client and
/// never led elsewhere. Sockets have TCP_NODELAY, which is the library's default.
final class PeerClient {
  /// Shorter than a server keeps a connection, so that none is used as it is being closed.
  private static final TimeValue IDLE = TimeValue.ofSeconds(30);

  private PeerClient() {}

  /// @param timeout how long a message and its answer may take
  static CloseableHttpClient create(Duration timeout, int peers) {
    // [PeerLink] ends an exchange in time; this ends one that it could not.
    Timeout last = Timeout.of(timeout.multipliedBy(2));
    // Ends before the message times out: then it is known that nothing left this replica.
    Timeout connect = Timeout.of(timeout.dividedBy(2));
    var connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setMaxConnPerRoute(PeerLink.MAX_UNDER_WAY)
            .setMaxConnTotal(PeerLink.MAX_UNDER_WAY * peers)
            .setDefaultConnectionConfig(
                ConnectionConfig.custom().setConnectTimeout(connect).setSocketTimeout(last).build())
            .build();
    return HttpClients.custom()
        .setConnectionManager(connections)
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setConnectionRequestTimeout(last)
                .setResponseTimeout(last)
                .build())
        .evictExpiredConnections()
        .evictIdleConnections(IDLE)
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression()
        .disableDefaultUserAgent()
        .build();
  }
}
