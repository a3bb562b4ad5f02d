package io.quorate.core.quorum;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Reads a [Formula]: `+` is OR, `*` is AND and binds tighter, `2 of (a, b, c)` is any two.
final class FormulaReader {
  private static final int MAX_DEPTH = 32;

  private final Cursor cursor;
  private int depth;

  FormulaReader(Cursor cursor) {
    this.cursor = cursor;
  }

  Formula formula() {
    List<Formula> terms = list('+', this::term);
    return Formula.of(1, terms);
  }

  private Formula term() {
    List<Formula> factors = list('*', this::factor);
    return Formula.of(factors.size(), factors);
  }

  private Formula factor() {
    if (cursor.isAt('(')) {
      return inside(this::formula);
    }
    int start = cursor.position();
    String word = cursor.word("a member or '('");
    if (!cursor.isAtWord()) {
      return new Formula.Vote(new ReplicaId(word));
    }
    int needed = cursor.number(start, word);
    int of = cursor.position();
    if (!cursor.word("of").equals("of")) {
      throw cursor.wrong(of, "expected of");
    }
    return Formula.of(needed, inside(() -> list(',', this::formula)));
  }

  private <T> T inside(Supplier<T> content) {
    if (++depth > MAX_DEPTH) {
      throw cursor.wrong(cursor.position(), "more than %d brackets deep".formatted(MAX_DEPTH));
    }
    cursor.expect('(');
    T read = content.get();
    cursor.expect(')');
    depth--;
    return read;
  }

  private List<Formula> list(char separator, Supplier<Formula> part) {
    List<Formula> parts = new ArrayList<>();
    do {
      parts.add(part.get());
    } while (cursor.accept(separator));
    return parts;
  }
}
