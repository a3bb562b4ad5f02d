package io.quorate.service.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quorate.core.keyspace.Entry;
import io.quorate.core.store.Outcome;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a PUT has done.
@Schema(oneOf = {PutAnswer.Stored.class, PutAnswer.Replaced.class})
sealed interface PutAnswer {

  /// The value is stored.
  ///
  /// @param key the key
  /// @param revision the revision that stored it
  /// @param createRevision the revision that created the key; `revision` itself if it is new
  /// @param version how often it was stored since it was created, from 1
  @Schema(name = "PutStored")
  record Stored(
      @Schema(example = "app/db/url") String key,
      @Schema(example = "12") long revision,
      @Schema(example = "7") long createRevision,
      @Schema(example = "3") long version)
      implements PutAnswer {}

  /// The value is stored, and this is what was there before.
  ///
  /// @param key as above
  /// @param revision as above
  /// @param createRevision as above
  /// @param version as above
  /// @param previous the entry that was replaced, or null
  @Schema(name = "PutReplaced")
  record Replaced(
      @Schema(example = "app/db/url") String key,
      @Schema(example = "12") long revision,
      @Schema(example = "7") long createRevision,
      @Schema(example = "3") long version,
      @JsonInclude(JsonInclude.Include.ALWAYS)
          @Schema(description = "With previous=true: what was replaced", nullable = true)
          @Nullable KeyValue previous)
      implements PutAnswer {}

  /// The answer to a PUT.
  ///
  /// @param shown how `previous` is shown
  static PutAnswer of(
      String key, Outcome.Stored stored, boolean withPrevious, Function<Entry, KeyValue> shown) {
    long revision = stored.revision();
    long createRevision = stored.createRevision();
    if (!withPrevious) {
      return new Stored(key, revision, createRevision, stored.version());
    }
    KeyValue previous = stored.previous().map(shown).orElse(null);
    return new Replaced(key, revision, createRevision, stored.version(), previous);
  }
}
