package io.quorate.core.quorum;

/// Reads a text from left to right, word by word; blanks do not matter. What is wrong is said with
/// its place.
final class Cursor {
  private static final int MAX_WORD = 63;
  private static final int MAX_NUMBER = 9;

  private final String text;
  private int at;

  Cursor(String text) {
    this.text = text;
    skipBlanks();
  }

  boolean isAtEnd() {
    return at == text.length();
  }

  int position() {
    return at;
  }

  /// Goes back to where it was.
  void backTo(int position) {
    at = position;
  }

  boolean isAt(char next) {
    return at < text.length() && text.charAt(at) == next;
  }

  boolean isAtWord() {
    return at < text.length() && isOfWord(text.charAt(at));
  }

  /// Goes on past this character if it is the next.
  boolean accept(char next) {
    if (!isAt(next)) {
      return false;
    }
    at++;
    skipBlanks();
    return true;
  }

  void expect(char next) {
    if (!accept(next)) {
      throw expected("'" + next + "'");
    }
  }

  void expectEnd() {
    if (!isAtEnd()) {
      throw expected("the end");
    }
  }

  /// A name of a member or a group, a number, or a word of the language.
  String word(String what) {
    int start = at;
    while (isAtWord()) {
      at++;
    }
    if (at == start) {
      throw expected(what);
    }
    if (at - start > MAX_WORD) {
      throw wrong(start, "a name has at most %d characters".formatted(MAX_WORD));
    }
    String word = text.substring(start, at);
    skipBlanks();
    return word;
  }

  ReplicaId member() {
    return new ReplicaId(word("a member"));
  }

  int number(String what) {
    int start = at;
    return number(start, word(what));
  }

  /// @param start where the word began
  int number(int start, String word) {
    if (word.length() > MAX_NUMBER || !word.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw wrong(start, "'%s' is no whole number of at most 9 digits".formatted(word));
    }
    return Integer.parseInt(word);
  }

  InvalidQuorumSystem expected(String what) {
    String found = isAtEnd() ? "it ends" : "there is '" + text.charAt(at) + "'";
    return wrong(at, "expected %s, but %s".formatted(what, found));
  }

  InvalidQuorumSystem wrong(int where, String message) {
    return new InvalidQuorumSystem("text", "at character %d: %s".formatted(where + 1, message));
  }

  private void skipBlanks() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }

  private static boolean isOfWord(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  }
}
