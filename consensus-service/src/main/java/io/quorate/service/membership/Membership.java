package io.quorate.service.membership;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quorate.core.quorum.InvalidQuorumSystem;
import io.quorate.core.quorum.Majority;
import io.quorate.core.quorum.QuorumSystem;
import io.quorate.core.quorum.QuorumText;
import io.quorate.core.quorum.ReplicaId;
import io.quorate.service.config.Peers;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// One configuration of the cluster: who votes in it, where each is reached, what makes a quorum.
/// The store keeps it from the first boot on; the settings found it and are not asked again.
///
/// @param cluster the id of the cluster, the same in all its configurations
/// @param configuration the number of this one, [#FIRST] at the first boot
/// @param voters all voters, this replica included
/// @param quorums which sets of them decide, until the log says otherwise
public record Membership(UUID cluster, long configuration, Peers voters, QuorumSystem quorums) {
  /// The number of the configuration that founds a cluster.
  public static final long FIRST = 1;

  /// The cluster that these voters found. Its id is the same on each of them, without a word
  /// between them, and another for another quorum system: who was told otherwise stays outside.
  ///
  /// @param quorums as [QuorumText] reads it
  /// @throws InvalidQuorumSystem when it is none of these voters
  public static Membership foundedBy(Peers voters, String quorums) {
    QuorumSystem system = QuorumText.parseFor(voters.urls().keySet(), quorums);
    String charter = voters + (system instanceof Majority ? "" : " " + system.text());
    return new Membership(UUID.nameUUIDFromBytes(charter.getBytes(UTF_8)), FIRST, voters, system);
  }

  /// The voters' ids.
  public Set<ReplicaId> members() {
    return voters.urls().keySet();
  }

  /// Where each voter is reached, in order of their ids.
  public Map<ReplicaId, URI> urls() {
    return voters.urls();
  }
}
