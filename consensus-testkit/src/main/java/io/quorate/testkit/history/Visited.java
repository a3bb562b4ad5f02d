package io.quorate.testkit.history;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Lowe's memory of configurations, a little stronger: of two configurations that differ only in
/// the unknown operations they have used up, the one that used fewer can do all the other can.
///
/// @param <S> states of the model
final class Visited<S> {

  private record Key<S>(int position, BitSet ahead, S state) {}

  private final Map<Key<S>, List<BitSet>> usedByKey = new HashMap<>();
  private long effort;

  /// Remembers the configuration.
  ///
  /// @return false when one that can do as much has been here before
  <I, O> boolean add(Configuration<S, I, O> at) {
    effort++;
    Key<S> key = new Key<>(at.position(), at.ahead(), at.state());
    List<BitSet> known = usedByKey.computeIfAbsent(key, _ -> new ArrayList<>(1));
    for (BitSet used : known) {
      effort++;
      if (isSubset(used, at.used())) {
        return false;
      }
    }
    known.add(at.used());
    return true;
  }

  /// How much work this was so far: configurations offered, and comparisons made for them. Grows
  /// with the time and the memory of the search, but is the same on every machine.
  long effort() {
    return effort;
  }

  private static boolean isSubset(BitSet part, BitSet whole) {
    BitSet rest = (BitSet) part.clone();
    rest.andNot(whole);
    return rest.isEmpty();
  }
}
