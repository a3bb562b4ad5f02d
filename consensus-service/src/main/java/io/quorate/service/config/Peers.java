package io.quorate.service.config;

import io.quorate.core.quorum.ReplicaId;
import java.net.URI;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The voters of a cluster and where they are reached.
///
/// @param urls each voter's base URL, in order of their ids
public record Peers(SortedMap<ReplicaId, URI> urls) {

  /// Takes a copy.
  public Peers {
    urls = Collections.unmodifiableSortedMap(new TreeMap<>(urls));
  }

  /// Reads `a=http://host:port,b=http://...`.
  ///
  /// @throws IllegalArgumentException that names the part which is wrong
  public static Peers of(String text) {
    SortedMap<ReplicaId, URI> urls = new TreeMap<>();
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException("expected <id>=<url>, but found '" + part.strip() + "'");
      }
      ReplicaId id = new ReplicaId(part.substring(0, equals).strip());
      URI url = url(part.substring(equals + 1).strip());
      if (urls.putIfAbsent(id, url) != null) {
        throw new IllegalArgumentException("the replica id '" + id + "' is there twice");
      }
    }
    return new Peers(urls);
  }

  private static URI url(String text) {
    URI url = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    if (!http || url.getHost() == null) {
      throw new IllegalArgumentException("'" + text + "' is no http or https URL");
    }
    return url;
  }

  /// What [#of] reads.
  @Override
  public String toString() {
    return urls.entrySet().stream()
        .map((Map.Entry<ReplicaId, URI> one) -> one.getKey() + "=" + one.getValue())
        .collect(Collectors.joining(","));
  }
}
