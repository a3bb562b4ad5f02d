package io.quorate.service.engine;

import io.quorate.core.quorum.ReplicaId;
import java.util.List;
import java.util.Map;

/// The peers, asked what they hold because someone looks at the cluster; decides nothing. Each
/// method asks all of them at once, waits a short time and blocks meanwhile: meant for virtual
/// threads. A peer that does not answer in time is missing from the map, as is this replica.
public interface Witnesses {

  /// Where each peer stands (`GET /paxos/status` there, a [Standing]).
  Map<ReplicaId, Standing> standings();

  /// How each peer voted from this slot on, in slot order (`GET /paxos/votes?from=&limit=` there: a
  /// list of [Vote], made by [Vote#of] from its [LogView]).
  ///
  /// @param limit at most so many votes of each
  Map<ReplicaId, List<Vote>> votes(long fromSlot, int limit);
}
