package io.quorate.testkit.sim;

import io.quorate.core.paxos.CommandId;
import io.quorate.core.paxos.Effects;
import io.quorate.core.store.Result;
import io.quorate.core.store.Store;
import java.util.ArrayList;
import java.util.List;

/// What one store made of one slot, to be compared with what the others made of it.
///
/// @param chosen the slot and its decree
/// @param results the result of each command, in order
/// @param state tells the states after the slot apart
record AppliedSlot(Effects.Chosen chosen, List<Applied> results, long state) {

  /// What became of a command.
  ///
  /// @param changed whether the store changed by it
  record Applied(CommandId command, Result result, boolean changed) {}

  /// Applies a decree and notes what comes of it.
  static AppliedSlot by(Store store, Effects.Chosen chosen, ClaimRecord claims) {
    List<Applied> results = new ArrayList<>(2);
    long before = store.revision();
    long[] revision = {before};
    store.apply(
        chosen.slot(),
        chosen.decree(),
        (command, result) -> {
          results.add(new Applied(command, result, store.revision() != revision[0]));
          revision[0] = store.revision();
          claims.applied(chosen.slot(), command, result, store);
        });
    claims.applied(chosen.slot());
    return new AppliedSlot(chosen, results, StateSum.of(store, before));
  }
}
