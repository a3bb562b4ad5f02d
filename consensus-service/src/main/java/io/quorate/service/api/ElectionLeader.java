package io.quorate.service.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quorate.core.lock.Claim;
import io.quorate.core.lock.Holder;
import io.quorate.core.lock.LockName;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who leads an election, as callers see it.
@Schema(name = "ElectionLeader", description = "Who leads")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ElectionLeader(
    String name,
    String candidate,
    @Schema(description = "What it publishes, if it is valid UTF-8", nullable = true)
        @Nullable String value,
    @Schema(description = "What it publishes, otherwise", nullable = true)
        @Nullable String valueBase64,
    @Schema(
            description = "The fencing token: larger than that of every leader before",
            example = "7")
        long token,
    @Schema(description = "Leads as long as this lease lives", example = "12") long leaseId,
    @Schema(description = "The store's revision when it began to lead", example = "42")
        long acquiredRevision) {

  static ElectionLeader of(LockName name, Holder holder) {
    Claim claim = holder.claim();
    Optional<String> text = claim.value().flatMap(Values::text);
    Optional<String> base64 =
        text.isPresent() ? Optional.empty() : claim.value().map(Values::toBase64);
    return new ElectionLeader(
        name.text(),
        claim.owner(),
        text.orElse(null),
        base64.orElse(null),
        holder.token(),
        claim.leaseId(),
        holder.acquiredRevision());
  }
}
