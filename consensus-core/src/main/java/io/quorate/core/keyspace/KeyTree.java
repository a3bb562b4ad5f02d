package io.quorate.core.keyspace;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Entries in the order of their keys. Immutable: each change gives another tree, which shares all
/// but the path to the change.
///
/// A weight-balanced tree (Adams, "Efficient sets: a balancing act", 1993): no side of a node is
/// more than three times as heavy as the other. Looking up, changing and counting any range take
/// time by the depth, walking a range by what is in it. Safe for any thread.
public final class KeyTree {
  /// How much heavier one side may be, and when one rotation is enough: the pair that keeps the
  /// balance in every case (Hirai and Yamamoto, "Balancing weight-balanced trees", 2011).
  private static final int DELTA = 3;

  private static final int RATIO = 2;
  private static final KeyTree EMPTY = new KeyTree(null);

  private final @Nullable Node root;

  private record Node(Entry entry, @Nullable Node left, @Nullable Node right, int size) {
    String key() {
      return entry.key();
    }
  }

  /// Is shown entries until it has seen enough.
  @FunctionalInterface
  public interface Visitor {
    /// Whether to go on.
    boolean visit(Entry entry);
  }

  private KeyTree(@Nullable Node root) {
    this.root = root;
  }

  /// No entries.
  public static KeyTree empty() {
    return EMPTY;
  }

  /// How many entries there are.
  public int size() {
    return size(root);
  }

  /// The entry of a key.
  public Optional<Entry> get(String key) {
    Node node = root;
    while (node != null) {
      int order = KeyOrder.compare(key, node.key());
      if (order == 0) {
        return Optional.of(node.entry);
      }
      node = order < 0 ? node.left : node.right;
    }
    return Optional.empty();
  }

  /// How many entries there are in a range.
  public int count(Range range) {
    if (range.isEmpty()) {
      return 0;
    }
    int upTo = range.end().map(this::before).orElse(size());
    return upTo - before(range.start());
  }

  /// How many entries there are before a key.
  private int before(String key) {
    int count = 0;
    Node node = root;
    while (node != null) {
      if (KeyOrder.compare(node.key(), key) < 0) {
        count += size(node.left) + 1;
        node = node.right;
      } else {
        node = node.left;
      }
    }
    return count;
  }

  /// Shows the entries of a range in their order.
  public void ascend(Range range, Visitor visitor) {
    ascend(root, range, visitor);
  }

  private static boolean ascend(@Nullable Node node, Range range, Visitor visitor) {
    if (node == null) {
      return true;
    }
    boolean started = range.startsAtOrBefore(node.key());
    boolean open = range.endsAfter(node.key());
    return (!started || ascend(node.left, range, visitor))
        && (!started || !open || visitor.visit(node.entry))
        && (!open || ascend(node.right, range, visitor));
  }

  /// Shows the entries of a range, the last one first.
  public void descend(Range range, Visitor visitor) {
    descend(root, range, visitor);
  }

  private static boolean descend(@Nullable Node node, Range range, Visitor visitor) {
    if (node == null) {
      return true;
    }
    boolean started = range.startsAtOrBefore(node.key());
    boolean open = range.endsAfter(node.key());
    return (!open || descend(node.right, range, visitor))
        && (!started || !open || visitor.visit(node.entry))
        && (!started || descend(node.left, range, visitor));
  }

  /// With an entry, in place of that with its key if there is one.
  public KeyTree with(Entry entry) {
    return new KeyTree(with(root, entry));
  }

  private static Node with(@Nullable Node node, Entry entry) {
    if (node == null) {
      return new Node(entry, null, null, 1);
    }
    int order = KeyOrder.compare(entry.key(), node.key());
    if (order == 0) {
      return new Node(entry, node.left, node.right, node.size);
    }
    return order < 0
        ? balanced(node.entry, with(node.left, entry), node.right)
        : balanced(node.entry, node.left, with(node.right, entry));
  }

  /// Without the entry of a key, if there is one.
  public KeyTree without(String key) {
    return get(key).isPresent() ? new KeyTree(without(root, key)) : this;
  }

  private static @Nullable Node without(@Nullable Node node, String key) {
    if (node == null) {
      return null;
    }
    int order = KeyOrder.compare(key, node.key());
    if (order == 0) {
      return joined(node.left, node.right);
    }
    return order < 0
        ? balanced(node.entry, without(node.left, key), node.right)
        : balanced(node.entry, node.left, without(node.right, key));
  }

  private static @Nullable Node joined(@Nullable Node left, @Nullable Node right) {
    if (left == null) {
      return right;
    }
    if (right == null) {
      return left;
    }
    if (left.size > right.size) {
      Entry last = last(left);
      return balanced(last, without(left, last.key()), right);
    }
    Entry first = first(right);
    return balanced(first, left, without(right, first.key()));
  }

  private static Entry first(Node node) {
    Node first = node;
    while (first.left != null) {
      first = first.left;
    }
    return first.entry;
  }

  private static Entry last(Node node) {
    Node last = node;
    while (last.right != null) {
      last = last.right;
    }
    return last.entry;
  }

  /// A node over two sides of which one was changed by one entry.
  private static Node balanced(Entry entry, @Nullable Node left, @Nullable Node right) {
    int onTheLeft = size(left);
    int onTheRight = size(right);
    if (onTheLeft + onTheRight > 1) {
      if (right != null && onTheRight > DELTA * onTheLeft) {
        return leaningLeft(entry, left, right);
      }
      if (left != null && onTheLeft > DELTA * onTheRight) {
        return leaningRight(entry, left, right);
      }
    }
    return node(entry, left, right);
  }

  private static Node leaningLeft(Entry entry, @Nullable Node left, Node right) {
    Node inner = right.left;
    if (inner == null || inner.size < RATIO * size(right.right)) {
      return node(right.entry, node(entry, left, inner), right.right);
    }
    return node(
        inner.entry, node(entry, left, inner.left), node(right.entry, inner.right, right.right));
  }

  private static Node leaningRight(Entry entry, Node left, @Nullable Node right) {
    Node inner = left.right;
    if (inner == null || inner.size < RATIO * size(left.left)) {
      return node(left.entry, left.left, node(entry, inner, right));
    }
    return node(
        inner.entry, node(left.entry, left.left, inner.left), node(entry, inner.right, right));
  }

  private static Node node(Entry entry, @Nullable Node left, @Nullable Node right) {
    return new Node(entry, left, right, size(left) + size(right) + 1);
  }

  private static int size(@Nullable Node node) {
    return node == null ? 0 : node.size;
  }

  /// Whether every node is in balance and in order; for tests.
  boolean isSound() {
    return isSound(root, Range.all());
  }

  private static boolean isSound(@Nullable Node node, Range within) {
    if (node == null) {
      return true;
    }
    int left = size(node.left);
    int right = size(node.right);
    boolean inBalance = left + right <= 1 || (left <= DELTA * right && right <= DELTA * left);
    return inBalance
        && node.size == left + right + 1
        && within.contains(node.key())
        && isSound(node.left, within.upTo(node.key()))
        && isSound(node.right, within.beyond(node.key()));
  }
}
