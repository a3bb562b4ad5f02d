package io.quorate.service.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;

/// The leases that have not ended, by id.
///
/// @param revision the store's revision that it reflects
/// @param count how many there are
/// @param items some of them
/// @param cursor goes on after them, if there are more
@Schema(name = "LeaseList")
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record LeaseList(long revision, int count, List<LeaseView> items, Optional<String> cursor) {}
