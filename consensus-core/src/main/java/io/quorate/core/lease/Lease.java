package io.quorate.core.lease;

/// A lease as it stands. Immutable.
///
/// @param id from 1
/// @param ttlSeconds how long it lives after each renewal
/// @param renewals one more with each renewal, and from the beginning more than that of any lease
///   that has ended: whoever finds it too old says of which renewal, and so means no lease that has
///   begun with the same id since
/// @param renewedAt the log's time of the last renewal, in milliseconds since 1970; good for
///   showing how much is left, not for deciding when it ends
public record Lease(long id, long ttlSeconds, long renewals, long renewedAt) {

  /// Renewed now.
  Lease renewed(long logTime) {
    return new Lease(id, ttlSeconds, renewals + 1, logTime);
  }

  /// This lease as of this renewal.
  public Term term() {
    return new Term(id, renewals);
  }

  /// The life of a lease between two renewals.
  public record Term(long id, long renewals) {}
}
