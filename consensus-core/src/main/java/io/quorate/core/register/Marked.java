package io.quorate.core.register;

/// The write that a [Mark] belongs to.
///
/// @param tag the tag that the write was given first
public record Marked(Mark mark, Tag tag) {}
