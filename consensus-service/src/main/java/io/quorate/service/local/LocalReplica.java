package io.quorate.service.local;

import io.quorate.service.ConsensusServiceApplication;
import java.io.IOException;

/// A replica that lives as long as whoever started it: it reads its input, and ends in good order
/// once that ends, however its parent has died.
public final class LocalReplica {

  private LocalReplica() {}

  /// Starts a replica as [ConsensusServiceApplication] does.
  public static void main(String[] args) {
    Thread.ofPlatform().daemon().name("parent").start(LocalReplica::endWithParent);
    ConsensusServiceApplication.main(args);
  }

  private static void endWithParent() {
    try {
      while (System.in.read() >= 0) {}
    } catch (IOException gone) {
      // The same as an end of the input.
    }
    System.exit(0);
  }
}
