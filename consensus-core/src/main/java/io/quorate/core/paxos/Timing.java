package io.quorate.core.paxos;

/// How patient a replica is, in milliseconds. Safety depends on none of these.
///
/// @param heartbeat how often an idle leader says that it is there
/// @param electionTimeout how long a follower waits for its leader before it asks for votes; a
///   leader without a quorum for twice as long steps down
/// @param stagger by how much the replicas' patience differs, so that they do not stand together
/// @param progressTimeout how long work may wait for its quorum, or a write for the disk, before
///   the leader steps down
/// @param maxInFlight how far the last slot proposed may be ahead of the log that is known chosen
///   without a gap
/// @param maxLag how many slots behind a candidate may be and still get a pre-vote
public record Timing(
    long heartbeat,
    long electionTimeout,
    long stagger,
    long progressTimeout,
    int maxInFlight,
    long maxLag) {

  /// The defaults: a failed leader is replaced in about half a second.
  public static Timing defaults() {
    return new Timing(50, 350, 70, 2_000, 4, 1_000);
  }

  /// How old an unanswered request must be before it is sent again.
  long resendAfter() {
    return 4 * heartbeat;
  }
}
