package io.quorate.testkit.registers;

import io.quorate.testkit.explore.Interned;
import io.quorate.testkit.explore.LongIndex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Visits every world of two writers and a reader on three members, and stops at the first whose
/// history is not atomic.
///
/// Worlds that differ only in which member is which are visited once, as far as the quorum system
/// does not know them apart: no operation belongs to a member.
public final class RegisterExplorer {
  /// What was found.
  ///
  /// @param worlds how many different worlds were visited
  /// @param violation the worlds on the way to the first that is not atomic, and why it is not
  public record Report(int worlds, Optional<List<String>> violation) {}

  private static final int COLUMN_BITS = 14;
  private static final int COLUMN_MASK = (1 << COLUMN_BITS) - 1;
  private static final int PROGRESS_BITS = 21;

  private final RegisterSteps steps;
  private final Interned<Column> columns = new Interned<>();
  private final Interned<Progress> progress = new Interned<>();
  private final LongIndex visited = new LongIndex();
  private long[] codes = new long[1 << 12];
  private int[] parents = new int[1 << 12];
  private int current;

  private RegisterExplorer(RegisterSteps steps) {
    this.steps = steps;
  }

  /// Explores the worlds that these steps lead to.
  public static Report explore(RegisterSteps steps) {
    return new RegisterExplorer(steps).run();
  }

  private Report run() {
    visit(steps.initial());
    for (current = 0; current < visited.size(); current++) {
      try {
        steps.next(world(codes[current]), this::visit);
      } catch (AssertionError broken) {
        List<String> way = way(current);
        way.add(String.valueOf(broken.getMessage()));
        return new Report(visited.size(), Optional.of(way));
      }
    }
    return new Report(visited.size(), Optional.empty());
  }

  private void visit(RegisterSteps.World world) {
    long code = code(world);
    int number = visited.size();
    if (!visited.put(code, number)) {
      return;
    }
    if (number == codes.length) {
      codes = Arrays.copyOf(codes, 2 * number);
      parents = Arrays.copyOf(parents, 2 * number);
    }
    codes[number] = code;
    parents[number] = current;
  }

  private long code(RegisterSteps.World world) {
    int[] numbers = world.columns().stream().mapToInt(columns::number).toArray();
    steps.alike.sort(numbers);
    int head = progress.number(world.progress());
    if (columns.size() > COLUMN_MASK + 1 || head >> PROGRESS_BITS != 0) {
      throw new IllegalStateException("the world is too large for its encoding");
    }
    long code = head;
    for (int number : numbers) {
      code = (code << COLUMN_BITS) | number;
    }
    return code;
  }

  private RegisterSteps.World world(long code) {
    List<Column> members = new ArrayList<>();
    for (int place = 2; place >= 0; place--) {
      members.add(columns.value((int) (code >> (place * COLUMN_BITS)) & COLUMN_MASK));
    }
    return new RegisterSteps.World(members, progress.value((int) (code >> (3 * COLUMN_BITS))));
  }

  private List<String> way(int number) {
    List<String> way = new ArrayList<>();
    for (int step = number; step != 0; step = parents[step]) {
      way.add(world(codes[step]).toString());
    }
    Collections.reverse(way);
    return way;
  }
}
