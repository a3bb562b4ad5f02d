package io.quorate.service.engine;

import java.time.Duration;

/// Is told what the engine does, to count it. Must be quick; called on the engine's thread and on
/// callers' threads.
public interface EngineObserver {

  /// The leader proposed a slot with so many commands.
  void proposed(int commands);

  /// So many commands were passed on to the leader.
  void forwarded(int commands);

  /// A write ended after this time.
  void wrote(Submitted outcome, Duration took);

  /// A read ended after this time.
  void read(Answer<?> answer, Duration took);

  /// Counts nothing.
  EngineObserver NONE =
      new EngineObserver() {
        @Override
        public void proposed(int commands) {}

        @Override
        public void forwarded(int commands) {}

        @Override
        public void wrote(Submitted outcome, Duration took) {}

        @Override
        public void read(Answer<?> answer, Duration took) {}
      };
}
