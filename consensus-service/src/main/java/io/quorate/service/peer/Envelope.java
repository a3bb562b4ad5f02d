package io.quorate.service.peer;

import io.quorate.core.paxos.Input;
import io.quorate.core.quorum.ReplicaId;
import java.util.UUID;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;

/// A message, and who says it.
///
/// @param <T> what is said
/// @param cluster the cluster that the sender belongs to
/// @param sender the sender's id
/// @param incarnation the incarnation of the sender's store; in JSON a string in hexadecimal
/// @param configuration the number of the configuration that the sender works with
/// @param message what it says
public record Envelope<T>(
    UUID cluster,
    ReplicaId sender,
    @JsonSerialize(converter = Hex.Write.class) @JsonDeserialize(converter = Hex.Read.class)
        long incarnation,
    long configuration,
    T message) {

  /// The sender, as the core knows it.
  public Input.Sender from() {
    return new Input.Sender(sender, incarnation);
  }
}
