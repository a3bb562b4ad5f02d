package io.quorate.testkit.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Finds a short script that still fails (Zeller and Hildebrandt, "Simplifying and isolating
/// failure-inducing input", 2002): leaves out ever smaller pieces as long as it fails without them.
public final class Shrinker {
  private Shrinker() {}

  /// A script that fails, of which no line can be left out.
  public static Script shrink(Script failing, Predicate<Script> fails) {
    List<Script.Line> lines = failing.lines();
    int piece = Math.max(1, lines.size() / 2);
    while (true) {
      List<Script.Line> fewer = withoutAPiece(failing, lines, piece, fails);
      if (fewer.size() == lines.size() && piece == 1) {
        return new Script(failing.limits(), lines);
      }
      piece = fewer.size() == lines.size() ? Math.max(1, piece / 2) : piece;
      lines = fewer;
    }
  }

  private static List<Script.Line> withoutAPiece(
      Script failing, List<Script.Line> lines, int piece, Predicate<Script> fails) {
    List<Script.Line> left = lines;
    int at = 0;
    while (at < left.size()) {
      List<Script.Line> fewer = new ArrayList<>(left);
      fewer.subList(at, Math.min(at + piece, fewer.size())).clear();
      if (fails.test(new Script(failing.limits(), fewer))) {
        left = fewer;
      } else {
        at += piece;
      }
    }
    return left;
  }
}
