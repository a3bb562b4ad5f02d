package io.quorate.service.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;

/// Requests that no decent HTTP client would send, and all that comes back, as text.
///
/// @param head the status line and the headers, in lower case
/// @param body what follows them
record RawHttp(String head, String body) {
  private static final int PATIENCE_MILLIS = 30_000;

  /// Sends these bytes as they are and reads until the server closes the connection.
  static RawHttp send(int port, String request) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(request.getBytes(UTF_8));
      socket.getOutputStream().flush();
      String all = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
      int end = all.indexOf("\r\n\r\n");
      return end < 0
          ? new RawHttp("", all)
          : new RawHttp(all.substring(0, end).toLowerCase(Locale.ROOT), all.substring(end + 4));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A request without a body for this target, as it is.
  static RawHttp send(int port, String method, String target) {
    return send(
        port, method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  }

  int status() {
    return Integer.parseInt(head.substring("http/1.1 ".length(), "http/1.1 200".length()));
  }
}
