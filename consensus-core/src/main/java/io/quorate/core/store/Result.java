package io.quorate.core.store;

/// An outcome and where in history it stands.
///
/// @param outcome what became of the command
/// @param revision the store's revision right after it
/// @param replayed whether this repeats the outcome of an earlier request with the same idempotency
///   key
public record Result(Outcome outcome, long revision, boolean replayed) {}
