package io.quorate.testkit.explore;

/// One thing that can happen in a world.
///
/// @param kind what it is
/// @param who the place of the acceptor, or the number of the ballot
/// @param what the number of the request, the slot, or the acceptors that are heard, a bit each
record Event(Kind kind, int who, int what) {
  enum Kind {
    RECEIVES,
    SYNCS,
    CRASHES,
    FETCHES,
    BEGINS,
    WINS,
    PROPOSES,
    COUNTS
  }
}
