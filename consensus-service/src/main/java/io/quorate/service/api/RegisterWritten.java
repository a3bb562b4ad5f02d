package io.quorate.service.api;

import io.quorate.core.quorum.ReplicaId;
import io.quorate.core.register.RegisterOutcome;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The answer to a write of a register.
///
/// @param acks the members known to hold it, or something newer
/// @param voteShare the share of all members that these are
/// @param writeShare the least share that a write quorum has; null with too many members to tell
/// @param guarantee `atomic` or `eventual`, by the quorums that were used
record RegisterWritten(
    String key,
    RegisterTag tag,
    List<String> acks,
    double voteShare,
    @Nullable Double writeShare,
    String guarantee) {

  static RegisterWritten of(
      String key, RegisterOutcome.Written written, @Nullable Double writeShare) {
    return new RegisterWritten(
        key,
        RegisterTag.of(written.tag()),
        written.acks().stream().map(ReplicaId::value).toList(),
        written.voteShare(),
        writeShare,
        written.guarantee().name().toLowerCase(Locale.ROOT));
  }
}
