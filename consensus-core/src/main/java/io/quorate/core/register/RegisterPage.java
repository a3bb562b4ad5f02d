package io.quorate.core.register;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/// Some of the registers that a member holds, in the order of their keys.
///
/// @param count how many there are in all, deleted ones aside
/// @param items those of this page
/// @param hasMore whether there are others behind them
public record RegisterPage(int count, List<Register> items, boolean hasMore) {

  /// What a page shall hold.
  ///
  /// @param prefix what the keys begin with
  /// @param after the key to go on behind, empty for the first page
  /// @param limit how many at most
  public record Wanted(String prefix, Optional<String> after, int limit) {
    private boolean counts(Register one) {
      return one.key().startsWith(prefix) && one.copy().content() instanceof Content.Value;
    }

    private boolean isBehind(Register one) {
      return after.isEmpty() || Register.KEY_ORDER.compare(one.key(), after.get()) > 0;
    }
  }

  /// Takes a page of these registers, which come in any order. At no time are more of them kept
  /// than it may hold, however many there are.
  static RegisterPage of(Stream<Register> registers, Wanted wanted) {
    Comparator<Register> order = Comparator.comparing(Register::key, Register.KEY_ORDER);
    PriorityQueue<Register> lowest = new PriorityQueue<>(order.reversed());
    int[] counts = new int[2];
    registers
        .filter(wanted::counts)
        .forEach(one -> {
          counts[0]++;
          if (wanted.isBehind(one)) {
            counts[1]++;
            boolean isFull = lowest.size() == wanted.limit();
            if (isFull && order.compare(one, lowest.element()) < 0) {
              lowest.remove();
              isFull = false;
            }
            if (!isFull) {
              lowest.add(one);
            }
          }
        });
    List<Register> items = new ArrayList<>(lowest);
    items.sort(order);
    return new RegisterPage(counts[0], List.copyOf(items), counts[1] > items.size());
  }
}
