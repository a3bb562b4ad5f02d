package io.quorate.service.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quorate.core.quorum.ReplicaId;
import io.quorate.core.register.RegisterOutcome;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The answer to a read of a register.
///
/// @param value the value, if it is text
/// @param valueBase64 the value in Base64, if it is not
/// @param votes the tag that each member answered with
/// @param repaired the members that were brought up to date before this answer
/// @param voteShare the share of all members known to hold the value
/// @param writeShare the least share that a write quorum has; null with too many members to tell
/// @param guarantee `atomic`, `regular` or `eventual`, by the quorums that were used
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record RegisterValue(
    String key,
    Optional<String> value,
    Optional<String> valueBase64,
    RegisterTag tag,
    Map<String, RegisterTag> votes,
    List<String> repaired,
    double voteShare,
    @Nullable Double writeShare,
    String guarantee) {

  static RegisterValue of(
      String key, byte[] bytes, RegisterOutcome.Read read, @Nullable Double writeShare) {
    Map<String, RegisterTag> votes = new TreeMap<>();
    read.votes().forEach((member, tag) -> votes.put(member.value(), RegisterTag.of(tag)));
    Optional<String> text = Values.text(bytes);
    return new RegisterValue(
        key,
        text,
        text.isPresent() ? Optional.empty() : Optional.of(Values.toBase64(bytes)),
        RegisterTag.of(read.copy().tag()),
        votes,
        read.repaired().stream().map(ReplicaId::value).toList(),
        read.voteShare(),
        writeShare,
        read.guarantee().name().toLowerCase(Locale.ROOT));
  }
}
