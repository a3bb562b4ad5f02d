package io.quorate.service.storage;

import io.quorate.core.quorum.ReplicaId;
import java.util.UUID;

/// Whose store this is, written once, at its first boot.
///
/// @param clusterId the cluster it belongs to
/// @param replica the replica it belongs to
/// @param incarnation drawn at random when the store was made, so that a lost store that was
///   replaced by an empty one is noticed
public record Identity(UUID clusterId, ReplicaId replica, long incarnation) {}
