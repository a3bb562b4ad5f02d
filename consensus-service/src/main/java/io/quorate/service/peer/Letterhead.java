package io.quorate.service.peer;

import io.quorate.core.quorum.ReplicaId;
import java.util.UUID;

/// Who this replica is to the others: stands on everything it says.
///
/// @param cluster the cluster it belongs to
/// @param replica its id
/// @param incarnation the incarnation of its store
/// @param configuration the number of the configuration it works with
public record Letterhead(UUID cluster, ReplicaId replica, long incarnation, long configuration) {

  /// A message of this replica.
  public <T> Envelope<T> says(T message) {
    return new Envelope<>(cluster, replica, incarnation, configuration, message);
  }
}
