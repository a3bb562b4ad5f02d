package io.quorate.core.register;

import java.util.ArrayList;
import java.util.List;

/// A hash tree over all versions that a member holds (Merkle), to find in a few questions where two
/// members differ. The registers are spread over the leaves by ranges of their key's hash, so the
/// tree stays even whatever the keys are. A leaf is the exclusive or of its versions' hashes and a
/// node that of its children: a write changes one path of eleven numbers.
///
/// Nodes are numbered as in a heap: 1 is the root, `2n` and `2n+1` are the children of `n`. Two
/// trees that agree at the root differ with a chance of one in 2^64; [Reconciliation] runs again
/// and again, and nothing rests on its finding everything.
public final class Summary {
  /// The root.
  public static final int ROOT = 1;

  private static final int LEAF_BITS = 10;
  private static final int LEAVES = 1 << LEAF_BITS;

  private final long[] nodes = new long[2 * LEAVES];

  /// The leaf that a register belongs to.
  public static int leafOf(String key) {
    return LEAVES + (int) (Fnv.with(Fnv.hash(key), 0) >>> (Long.SIZE - LEAF_BITS));
  }

  /// Whether a node has no children.
  public static boolean isLeaf(int node) {
    return node >= LEAVES;
  }

  /// Whether there is a node of this number.
  public static boolean exists(int node) {
    return node >= ROOT && node < 2 * LEAVES;
  }

  /// The children of a node.
  static List<Integer> childrenOf(int node) {
    return List.of(2 * node, 2 * node + 1);
  }

  /// What a node sums up to.
  public long sum(int node) {
    return nodes[node];
  }

  /// What these nodes sum up to; 0 for those that do not exist.
  List<Long> sums(List<Integer> asked) {
    List<Long> sums = new ArrayList<>(asked.size());
    asked.forEach(node -> sums.add(exists(node) ? nodes[node] : 0L));
    return sums;
  }

  /// A register has changed from one version to another; [Tag#ZERO] stands for none.
  void replace(String key, Tag before, Tag after) {
    long change = hash(key, before) ^ hash(key, after);
    for (int node = leafOf(key); node >= ROOT; node /= 2) {
      nodes[node] ^= change;
    }
  }

  private static long hash(String key, Tag tag) {
    if (tag.equals(Tag.ZERO)) {
      return 0;
    }
    long hash = Fnv.with(Fnv.hash(key), tag.counter());
    hash = Fnv.with(hash, Fnv.hash(tag.writer().replica().value()));
    return Fnv.with(Fnv.with(hash, tag.writer().life()), tag.writer().operation());
  }
}
