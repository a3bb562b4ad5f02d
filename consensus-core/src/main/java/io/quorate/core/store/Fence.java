package io.quorate.core.store;

/// What a request rests on: it does something only while this token holds this lock or election.
public record Fence(String lock, long token) {}
