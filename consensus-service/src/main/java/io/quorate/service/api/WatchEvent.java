package io.quorate.service.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quorate.service.watch.Message;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a watch sends: the data of a server-sent event, or a line of NDJSON.
///
/// @param event `change`, `progress`, `compacted` or `snapshot`; in NDJSON, where nothing else says
///   so
/// @param revision the id by which a watch is resumed
/// @param changes of a `change`: what the revision did to the keys that are watched
/// @param items of a `snapshot`: the keys as they stand
/// @param compactRevision of `compacted`: the oldest revision that is still known
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "What a watch sends")
record WatchEvent(
    @Schema(
            allowableValues = {"change", "progress", "compacted", "snapshot"},
            nullable = true)
        @Nullable String event,
    @Schema(nullable = true) @Nullable Long revision,
    @Schema(nullable = true) @Nullable List<WatchedChange> changes,
    @Schema(nullable = true) @Nullable List<KeyValue> items,
    @Schema(nullable = true) @Nullable Long compactRevision) {

  static WatchEvent change(Message message) {
    List<WatchedChange> changes =
        message.changes().stream()
            .map(one -> WatchedChange.of(one, message.revision(), message.previous()))
            .toList();
    return new WatchEvent("change", message.revision(), changes, null, null);
  }

  static WatchEvent progress(long revision) {
    return new WatchEvent("progress", revision, null, null, null);
  }

  static WatchEvent compacted(long compactRevision) {
    return new WatchEvent("compacted", null, null, null, compactRevision);
  }

  /// The same where something else says what it is.
  WatchEvent unnamed() {
    return new WatchEvent(null, revision, changes, items, compactRevision);
  }
}
