package io.quorate.service.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;

/// The locks that are held, in the order of their names' bytes in UTF-8.
///
/// @param revision the store's revision that it reflects
/// @param count how many are held
/// @param items some of them
/// @param cursor goes on after them, if there are more
@Schema(name = "LockList")
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record LockList(long revision, int count, List<LockView> items, Optional<String> cursor) {}
