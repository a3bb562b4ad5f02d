package io.quorate.testkit.registers;

import io.quorate.core.quorum.ReplicaId;
import io.quorate.core.register.Copy;
import io.quorate.core.register.Level;
import io.quorate.core.register.MemberEffects;
import io.quorate.core.register.RegisterMessage;
import io.quorate.core.register.RegisterMessage.Request;
import io.quorate.core.register.RegisterMessage.Update;
import io.quorate.core.register.Writer;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Faults put into the world of registers on purpose, to see them noticed.
sealed interface RegisterMutant extends RegisterTampering {

  /// Reads return what they find without writing it back.
  record DoesNotWriteBack() implements RegisterMutant {
    @Override
    public Level level(Level level) {
      return level instanceof Level.Atomic ? new Level.Quorum() : level;
    }
  }

  /// An answer is counted a second time, for another member.
  record CountsAMemberTwice() implements RegisterMutant {
    @Override
    public List<ReplicaId> countedFor(ReplicaId from, List<ReplicaId> members) {
      ReplicaId next = members.get((members.indexOf(from) + 1) % members.size());
      return List.of(from, next);
    }
  }

  /// Answers leave at once, durable or not.
  record AnswersBeforeDurable() implements RegisterMutant {
    @Override
    public MemberEffects decided(MemberEffects effects) {
      return new MemberEffects(effects.writes(), effects.sequence(), effects.reply(), 0);
    }
  }

  /// All writes of a replica have one writer, in all its lives.
  record SharesAWriter() implements RegisterMutant {
    @Override
    public Writer writer(Writer writer) {
      return new Writer(writer.replica(), 0, 0);
    }
  }

  /// The writes of one life of a replica have one writer.
  record DoesNotCountItsWrites() implements RegisterMutant {
    @Override
    public Writer writer(Writer writer) {
      return new Writer(writer.replica(), writer.life(), 0);
    }
  }

  /// Members take copies whatever the floor was that they were read at.
  record BringsBackTheDead() implements RegisterMutant {
    @Override
    public Request asked(Request request) {
      return changed(
          request, one -> new Update(one.key(), one.copy(), Long.MAX_VALUE, one.marked()));
    }
  }

  /// Members remember no marks.
  record ForgetsMarks() implements RegisterMutant {
    @Override
    public Request asked(Request request) {
      return changed(
          request,
          one ->
              new Update(
                  one.key(),
                  new Copy(one.copy().tag(), one.copy().content(), Optional.empty()),
                  one.floor(),
                  Optional.empty()));
    }
  }

  private static Request changed(Request request, UnaryOperator<Update> change) {
    return request instanceof RegisterMessage.Write(List<Update> updates)
        ? new RegisterMessage.Write(updates.stream().map(change).toList())
        : request;
  }
}
