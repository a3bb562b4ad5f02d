package io.quorate.core.register;

/// A register by its name, and the tag of a member's copy.
public record Version(String key, Tag tag) {}
