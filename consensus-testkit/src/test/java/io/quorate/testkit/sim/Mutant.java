package io.quorate.testkit.sim;

import io.quorate.core.paxos.Ballot;
import io.quorate.core.paxos.Effects;
import io.quorate.core.paxos.Input;
import io.quorate.core.paxos.Message;
import io.quorate.core.paxos.Recovered;
import io.quorate.core.quorum.ReplicaId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Faults put into the world on purpose, to see the [Referee] notice them.
sealed interface Mutant extends Tampering {

  /// Promises and votes leave at once, durable or not.
  record SendsBeforeDurable() implements Mutant {
    @Override
    public Effects decided(Effects effects) {
      return new Effects(
          effects.writes(),
          effects.sequence(),
          effects.sends(),
          effects.answers().stream().map(SendsBeforeDurable::atOnce).toList(),
          effects.chosen(),
          effects.reads(),
          effects.fetches());
    }

    private static Effects.Answer atOnce(Effects.Answer answer) {
      boolean isVote =
          answer.reply() instanceof Message.Promise || answer.reply() instanceof Message.Accepted;
      return isVote ? new Effects.Answer(answer.token(), answer.reply(), 0) : answer;
    }
  }

  /// A replica that starts again does not know what it had promised.
  record ForgetsThePromise() implements Mutant {
    @Override
    public Recovered recovered(Recovered stored) {
      return new Recovered(
          Ballot.NONE, stored.chosenUpTo(), stored.votes(), stored.met(), stored.admitted());
    }
  }

  /// A vote is counted a second time, for another member.
  ///
  /// @param stores the store of each member that has answered so far
  record CountsAVoteTwice(Map<ReplicaId, Long> stores) implements Mutant {
    CountsAVoteTwice() {
      this(new TreeMap<>());
    }

    @Override
    public List<Input> arriving(Input input) {
      if (!(input instanceof Input.Answered(Input.Sender from, Message.Reply reply))) {
        return List.of(input);
      }
      stores.put(from.replica(), from.incarnation());
      boolean isVote = reply instanceof Message.Promise || reply instanceof Message.Accepted;
      if (!isVote) {
        return List.of(input);
      }
      Input[] twice =
          stores.entrySet().stream()
              .filter(one -> !one.getKey().equals(from.replica()))
              .map(one -> new Input.Sender(one.getKey(), one.getValue()))
              .map(other -> new Input.Answered(other, reply))
              .limit(1)
              .toArray(Input[]::new);
      return twice.length == 0 ? List.of(input) : List.of(input, twice[0]);
    }
  }
}
