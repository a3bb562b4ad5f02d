package io.quorate.service.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quorate.core.keyspace.Change;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What a revision did to a key. A deleted key has no value any more, and no more than its
/// `modRevision`: the revision that deleted it.
///
/// @param type `put` or `delete`
/// @param key the key
/// @param value the value, if it is valid UTF-8
/// @param valueBase64 the value otherwise
/// @param createRevision the revision that created the key
/// @param modRevision the revision that did this
/// @param version how often it was stored since it was created, from 1
/// @param leaseId the lease that the key ends with
/// @param previous the key as it was before, where that is asked for and there was one
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "What a revision did to a key")
record WatchedChange(
    @Schema(allowableValues = {"put", "delete"}) String type,
    @Schema(example = "app/db/url") String key,
    @Schema(nullable = true) @Nullable String value,
    @Schema(nullable = true) @Nullable String valueBase64,
    @Schema(nullable = true) @Nullable Long createRevision,
    @Schema(description = "The revision that did this", example = "12") long modRevision,
    @Schema(nullable = true) @Nullable Long version,
    @Schema(nullable = true) @Nullable Long leaseId,
    @Schema(nullable = true) @Nullable KeyValue previous) {

  /// @param revision the one that did it
  static WatchedChange of(Change change, long revision, boolean withPrevious) {
    KeyValue previous = withPrevious ? change.previous().map(KeyValue::of).orElse(null) : null;
    return change
        .now()
        .map(KeyValue::of)
        .map(now ->
            new WatchedChange(
                "put",
                now.key(),
                now.value(),
                now.valueBase64(),
                now.createRevision(),
                now.modRevision(),
                now.version(),
                now.leaseId(),
                previous))
        .orElseGet(() ->
            new WatchedChange(
                "delete", change.key(), null, null, null, revision, null, null, previous));
  }
}
