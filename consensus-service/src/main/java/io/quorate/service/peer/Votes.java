package io.quorate.service.peer;

import io.quorate.service.engine.Vote;
import java.util.List;

/// A page of what a replica's acceptor voted for.
///
/// @param votes in slot order, with the gaps they have
public record Votes(List<Vote> votes) {}
