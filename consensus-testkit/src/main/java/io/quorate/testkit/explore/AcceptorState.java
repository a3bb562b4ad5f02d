package io.quorate.testkit.explore;

import java.util.List;

/// One acceptor and all it has said. It does not hold which acceptor it is: worlds that differ only
/// in who is who are the same.
///
/// @param durable number of what is on its disk
/// @param memory number of what it remembers
/// @param waiting numbers of the replies that wait for the disk, in order of their numbers
/// @param promises numbers of the promises it has sent and that may still be read
/// @param accepted the slots and ballots it has said to have accepted, a bit each
/// @param told the number of the highest ballot that it has answered with yes, or -1
record AcceptorState(
    int durable,
    int memory,
    List<Integer> waiting,
    List<Integer> promises,
    long accepted,
    int told) {

  AcceptorState withMemory(int newMemory) {
    return new AcceptorState(durable, newMemory, waiting, promises, accepted, told);
  }
}
