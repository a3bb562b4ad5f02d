package io.quorate.testkit.registers;

import io.quorate.core.quorum.ReplicaId;
import io.quorate.core.register.Level;
import io.quorate.core.register.MemberEffects;
import io.quorate.core.register.RegisterMessage.Request;
import io.quorate.core.register.Writer;
import java.util.List;

/// The place between registers and their world. The simulator leaves everything as it is; a test
/// that wants to see a fault noticed puts the fault in here.
public interface RegisterTampering {

  /// Nothing is tampered with.
  RegisterTampering NONE = new RegisterTampering() {};

  /// What is carried out of what a member decided.
  default MemberEffects decided(MemberEffects effects) {
    return effects;
  }

  /// The writer of a coordinator's next write.
  default Writer writer(Writer writer) {
    return writer;
  }

  /// The level that an operation runs at.
  default Level level(Level level) {
    return level;
  }

  /// What arrives at a member.
  default Request asked(Request request) {
    return request;
  }

  /// For whom an answer is counted.
  default List<ReplicaId> countedFor(ReplicaId from, List<ReplicaId> members) {
    return List.of(from);
  }
}
