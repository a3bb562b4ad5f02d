package io.quorate.service.peer;

import io.quorate.core.quorum.ReplicaId;
import java.util.List;
import java.util.UUID;

/// Who this replica is to the others: stands on everything it says.
///
/// @param cluster the cluster it belongs to
/// @param replica its id
/// @param incarnation the incarnation of its store
/// @param configuration the number of the configuration it works with
public record Letterhead(UUID cluster, ReplicaId replica, long incarnation, long configuration) {

  /// What [#query] says.
  static final List<String> FIELDS = List.of("cluster", "sender", "incarnation", "configuration");

  /// The same in a query, for what is asked without a body.
  String query() {
    return "cluster=%s&sender=%s&incarnation=%s&configuration=%d"
        .formatted(cluster, replica, Long.toHexString(incarnation), configuration);
  }

  /// A message of this replica.
  public <T> Envelope<T> says(T message) {
    return new Envelope<>(cluster, replica, incarnation, configuration, message);
  }
}
