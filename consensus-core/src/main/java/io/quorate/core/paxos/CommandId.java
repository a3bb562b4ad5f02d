package io.quorate.core.paxos;

/// Names one client command for ever, however often it is sent, proposed or chosen.
///
/// @param origin a random number drawn once by the process that took the command from its client
/// @param sequence counts that process's commands, from 1
public record CommandId(long origin, long sequence) {

  @Override
  public String toString() {
    return Long.toHexString(origin) + "/" + sequence;
  }
}
