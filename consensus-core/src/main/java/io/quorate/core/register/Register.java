package io.quorate.core.register;

/// A register by its name, and a member's copy of it.
public record Register(String key, Copy copy) {}
