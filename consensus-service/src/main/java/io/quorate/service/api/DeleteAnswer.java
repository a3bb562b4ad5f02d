package io.quorate.service.api;

import io.swagger.v3.oas.annotations.media.Schema;

/// What a DELETE has done.
///
/// @param deleted how many keys are gone
/// @param revision the store's revision afterwards
record DeleteAnswer(
    @Schema(description = "How many keys are gone", example = "1") long deleted,
    @Schema(description = "The store's revision afterwards", example = "13") long revision) {}
