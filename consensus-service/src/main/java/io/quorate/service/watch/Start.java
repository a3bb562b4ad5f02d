package io.quorate.service.watch;

import java.util.OptionalLong;

/// Where a watch begins.
///
/// @param after the revision that its reader has seen; absent: it begins now
/// @param snapshot whether the keys as they stand are told first where there is no revision to go
///   on from: it begins now, or what it would go on with is compacted
public record Start(OptionalLong after, boolean snapshot) {}
