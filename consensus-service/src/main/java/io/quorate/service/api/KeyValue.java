package io.quorate.service.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quorate.core.keyspace.Entry;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.AbstractList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A key as it stands.
///
/// @param key the key
/// @param value the value, if it is valid UTF-8
/// @param valueBase64 the value otherwise
/// @param createRevision the revision that created the key
/// @param modRevision the revision that last stored it
/// @param version how often it was stored since it was created, from 1
/// @param leaseId the lease that it ends with
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "A key as it stands")
record KeyValue(
    @Schema(example = "app/db/url") String key,
    @Schema(
            description = "The value, if it is valid UTF-8",
            example = "postgres://db.internal/app",
            nullable = true)
        @Nullable String value,
    @Schema(description = "The value in Base64, if it is not valid UTF-8", nullable = true)
        @Nullable String valueBase64,
    @Schema(description = "The revision that created the key", example = "7") long createRevision,
    @Schema(description = "The revision that last stored it", example = "12") long modRevision,
    @Schema(description = "How often it was stored since it was created", example = "3")
        long version,
    @Schema(description = "The lease that the key ends with, if any", nullable = true)
        @Nullable Long leaseId) {

  static KeyValue of(Entry entry) {
    Optional<String> text = Values.text(entry.value());
    return new KeyValue(
        entry.key(),
        text.orElse(null),
        text.isPresent() ? null : Values.toBase64(entry.value()),
        entry.createRevision(),
        entry.modRevision(),
        entry.version(),
        leaseId(entry));
  }

  /// The same without its value, which is not kept.
  static KeyValue withoutValue(Entry entry) {
    return new KeyValue(
        entry.key(),
        null,
        null,
        entry.createRevision(),
        entry.modRevision(),
        entry.version(),
        leaseId(entry));
  }

  /// Entries as they are shown, each made only when it is looked at: a page is written entry by
  /// entry, never held as a whole.
  static List<KeyValue> listOf(List<Entry> entries, Function<Entry, KeyValue> shown) {
    return new AbstractList<>() {
      @Override
      public KeyValue get(int index) {
        return shown.apply(entries.get(index));
      }

      @Override
      public int size() {
        return entries.size();
      }
    };
  }

  private static @Nullable Long leaseId(Entry entry) {
    return entry.leaseId() == Entry.NO_LEASE ? null : entry.leaseId();
  }
}
