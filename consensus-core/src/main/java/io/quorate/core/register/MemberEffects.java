package io.quorate.core.register;

import java.util.List;

/// What a [RegisterMember] decided about one request, for the caller to carry out.
///
/// @param writes facts to persist in one transaction, empty when there are none
/// @param sequence the number of this group of writes; grows by one with each group, unchanged when
///   there are no writes
/// @param reply the answer
/// @param after send it only when the writes up to this sequence are durable (I6); 0: at once
public record MemberEffects(
    List<RegisterWrite> writes, long sequence, RegisterMessage.Reply reply, long after) {}
