package io.quorate.service.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of a range.
///
/// @param revision the store's revision that it shows
/// @param count how many keys the whole range has
/// @param items the page's entries, in the order asked for
/// @param cursor goes on after them, at the same revision; absent on the last page
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "A page of a range")
record KeyPage(
    @Schema(description = "The store's revision that it shows", example = "12") long revision,
    @Schema(description = "How many keys the whole range has", example = "250") long count,
    @Schema(description = "Its entries; without values with `keysOnly`, none with `countOnly`")
        List<KeyValue> items,
    @Schema(
            description = "Goes on after them, at the same revision; absent on the last page",
            nullable = true)
        @Nullable String cursor) {}
