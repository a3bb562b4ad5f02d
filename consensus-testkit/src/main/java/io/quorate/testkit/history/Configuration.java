package io.quorate.testkit.history;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A point of the search: which operations have been placed, and the state they led to.
///
/// @param <S> states of the model
/// @param <I> what operations ask
/// @param <O> what operations answer
/// @param position all answered operations before this one are placed, this one is not
/// @param ahead bit `k` tells that answered operation `position + k` is placed as well
/// @param used which unknown operations are placed
/// @param state where that led
/// @param parent the configuration one operation earlier
/// @param placed the operation placed last
record Configuration<S, I, O>(
    int position,
    BitSet ahead,
    BitSet used,
    S state,
    @Nullable Configuration<S, I, O> parent,
    @Nullable Operation<I, O> placed) {

  static <S, I, O> Configuration<S, I, O> start(S state) {
    return new Configuration<>(0, new BitSet(), new BitSet(), state, null, null);
  }

  boolean isPlaced(int answered) {
    return ahead.get(answered - position);
  }

  Configuration<S, I, O> placeAnswered(int index, Operation<I, O> operation, S next) {
    BitSet more = (BitSet) ahead.clone();
    more.set(index - position);
    int done = more.nextClearBit(0);
    BitSet rest = done == 0 ? more : more.get(done, Math.max(done, more.length()));
    return new Configuration<>(position + done, rest, used, next, this, operation);
  }

  Configuration<S, I, O> placeUnknown(int index, Operation<I, O> operation, S next) {
    BitSet more = (BitSet) used.clone();
    more.set(index);
    return new Configuration<>(position, ahead, more, next, this, operation);
  }

  /// The operations placed so far, in their order.
  List<Operation<I, O>> order() {
    List<Operation<I, O>> order = new ArrayList<>();
    Configuration<S, I, O> at = this;
    while (at != null && at.placed != null) {
      order.add(at.placed);
      at = at.parent;
    }
    Collections.reverse(order);
    return order;
  }
}
