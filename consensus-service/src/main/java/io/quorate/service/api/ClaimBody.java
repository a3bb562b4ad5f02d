package io.quorate.service.api;

import io.quorate.core.lock.LockName;
import io.quorate.core.store.Operation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/// What someone who wants a lock or an election asks for.
///
/// @param acquire the claim
/// @param patience how long to wait in the queue
record ClaimBody(Operation.Acquire acquire, Duration patience) {
  private static final long TTL = 30;
  private static final long MAX_WAIT = 3_600;
  private static final int MAX_OWNER = 1_024;

  /// Reads a claim of a lock.
  ///
  /// @param idempotencyKey what the request is named, if it is: its repetition has to be the same
  ///   request, so it must not be given another random owner
  static ClaimBody ofLock(LockName name, Optional<String> idempotencyKey, JsonFields fields) {
    String owner = named("owner", fields).orElseGet(() -> someone(idempotencyKey));
    return read(name, owner, Optional.empty(), OptionalLong.of(TTL), fields);
  }

  private static String someone(Optional<String> idempotencyKey) {
    return idempotencyKey
        .map(key -> UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)))
        .orElseGet(UUID::randomUUID)
        .toString();
  }

  /// Reads a candidacy.
  static ClaimBody ofElection(LockName name, JsonFields fields) {
    if (!fields.has("candidate")) {
      fields.wrong("candidate", "is required");
    }
    String candidate = named("candidate", fields).orElse("");
    return read(name, candidate, fields.bytes("value"), OptionalLong.empty(), fields);
  }

  private static Optional<String> named(String field, JsonFields fields) {
    Optional<String> text = fields.text(field);
    text.filter(one -> !isName(one))
        .ifPresent(_ -> fields.wrong(field, "must be a text of 1 to " + MAX_OWNER + " bytes"));
    return text;
  }

  private static boolean isName(String text) {
    return !text.isEmpty() && Values.utf8(text).filter(it -> it.length <= MAX_OWNER).isPresent();
  }

  private static ClaimBody read(
      LockName name,
      String owner,
      Optional<byte[]> value,
      OptionalLong defaultTtl,
      JsonFields fields) {
    OptionalLong lease = fields.number("leaseId", 1, Numbers.MAX);
    OptionalLong ttl = fields.number("ttlSeconds", 1, LeaseController.MAX_TTL);
    if (fields.has("leaseId") && fields.has("ttlSeconds")) {
      fields.wrong("ttlSeconds", "is for a lease of its own; give leaseId or ttlSeconds");
    }
    boolean lacksTtl = !fields.has("leaseId") && !fields.has("ttlSeconds");
    if (lacksTtl && defaultTtl.isEmpty()) {
      fields.wrong("ttlSeconds", "is required, or leaseId");
    }
    long wait = fields.number("waitSeconds", 0, MAX_WAIT).orElse(0);
    long lives = lease.isPresent() ? 0 : ttl.orElse(defaultTtl.orElse(TTL));
    return new ClaimBody(
        new Operation.Acquire(name, owner, value, lease, lives, wait > 0),
        Duration.ofSeconds(wait));
  }
}
