package io.quorate.service.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quorate.core.lock.Claim;
import io.quorate.core.lock.Holder;
import io.quorate.core.lock.LockName;
import io.swagger.v3.oas.annotations.media.Schema;

/// Who has a lock, as callers see it.
@Schema(name = "LockHolder", description = "Who has the lock")
@JsonInclude(JsonInclude.Include.NON_NULL)
record LockHolder(
    String name,
    String owner,
    @Schema(description = "The fencing token: larger than that of every holder before") long token,
    long leaseId,
    @Schema(description = "The store's revision when the lock was got") long acquiredRevision) {

  static LockHolder of(LockName name, Holder holder) {
    Claim claim = holder.claim();
    return new LockHolder(
        name.text(), claim.owner(), holder.token(), claim.leaseId(), holder.acquiredRevision());
  }
}
