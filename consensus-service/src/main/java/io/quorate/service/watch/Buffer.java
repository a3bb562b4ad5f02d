package io.quorate.service.watch;

/// What a watch may hold of messages that are not read yet; one message always fits.
///
/// @param messages so many at most
/// @param bytes and no more than this together
public record Buffer(int messages, long bytes) {}
