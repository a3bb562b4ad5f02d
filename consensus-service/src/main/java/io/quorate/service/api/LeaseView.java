package io.quorate.service.api;

import io.quorate.core.lease.Lease;
import io.quorate.core.lease.Leases;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/// A lease that has not ended, as callers see it.
///
/// @param id its id
/// @param ttlSeconds how long it lives after each renewal
/// @param remainingSeconds how much of that is left, about
/// @param keys those that end with it, in order
@Schema(name = "Lease")
record LeaseView(
    @Schema(example = "12") long id,
    @Schema(example = "30") long ttlSeconds,
    @Schema(
            description =
                "An estimate, by the log's time of the last renewal and this replica's clock; the"
                    + " lease ends by the leader's, never before its whole time and possibly later",
            example = "21")
        long remainingSeconds,
    List<String> keys) {

  /// @param now milliseconds since 1970, by this replica's clock
  static LeaseView of(Lease lease, Leases leases, long now) {
    return new LeaseView(
        lease.id(), lease.ttlSeconds(), remaining(lease, now), leases.keys(lease.id()));
  }

  private static long remaining(Lease lease, long now) {
    long left = lease.ttlSeconds() * 1000 - (now - lease.renewedAt());
    return Math.clamp(Math.ceilDiv(left, 1000), 0, lease.ttlSeconds());
  }
}
