package io.quorate.testkit.registers;

import io.quorate.core.register.Copy;
import java.util.ArrayList;
import java.util.List;

/// One member in an explored world, and what is between it and each operation. It does not hold
/// which member it is: worlds that differ only in who is who are the same.
///
/// @param durable what is on its disk
/// @param memory what it remembers
/// @param talks one for each operation
record Column(Copy durable, Copy memory, List<Talk> talks) {

  /// How far a question and its answer have come.
  enum Stage {
    /// It is not asked, or the question is still under way.
    OPEN,
    /// It is answered, and the answer waits for the disk (I6).
    WAITING,
    /// The coordinator has counted the answer.
    COUNTED,
    /// The coordinator has counted the answer, when it was in its second phase already.
    LATE
  }

  /// What is between a member and an operation.
  ///
  /// @param read the first phase
  /// @param told what the first phase's answer tells
  /// @param sent whether a copy to hold is under way, for ever
  /// @param write the second phase
  record Talk(Stage read, Copy told, boolean sent, Stage write) {
    static final Talk NONE = new Talk(Stage.OPEN, Copy.NONE, false, Stage.OPEN);

    Talk withRead(Stage stage, Copy copy) {
      return new Talk(stage, copy, sent, write);
    }

    Talk withWrite(Stage stage) {
      return new Talk(read, told, true, stage);
    }

    /// Nobody listens any more, but a copy that was sent may still arrive.
    Talk ended() {
      return new Talk(Stage.OPEN, Copy.NONE, sent, Stage.OPEN);
    }

    private Talk crashed() {
      return new Talk(
          read == Stage.WAITING ? Stage.OPEN : read,
          read == Stage.WAITING ? Copy.NONE : told,
          sent,
          write == Stage.WAITING ? Stage.OPEN : write);
    }
  }

  static Column initial(int operations) {
    List<Talk> talks = new ArrayList<>();
    for (int i = 0; i < operations; i++) {
      talks.add(Talk.NONE);
    }
    return new Column(Copy.NONE, Copy.NONE, List.copyOf(talks));
  }

  Column with(int operation, Talk talk) {
    List<Talk> changed = new ArrayList<>(talks);
    changed.set(operation, talk);
    return new Column(durable, memory, List.copyOf(changed));
  }

  Column remembering(Copy copy) {
    return new Column(durable, copy, talks);
  }

  /// All that was written is on disk.
  Column synced() {
    return new Column(memory, memory, talks);
  }

  /// It stops and starts again from its disk; answers that waited are lost.
  Column crashed() {
    return new Column(durable, durable, talks.stream().map(Talk::crashed).toList());
  }
}
