package io.quorate.testkit.explore;

import java.util.Arrays;

/// Numbers distinct longs, or keeps an int for each; open addressing, so that millions fit.
public final class LongIndex {
  /// No int is kept.
  public static final int ABSENT = -1;

  private static final long EMPTY = Long.MIN_VALUE;

  private long[] keys = newKeys(1 << 12);
  private int[] values = new int[1 << 12];
  private int size;

  /// How many keys there are.
  public int size() {
    return size;
  }

  /// The int kept for this key, or [#ABSENT].
  public int get(long key) {
    int place = place(key);
    return keys[place] == key ? values[place] : ABSENT;
  }

  /// Keeps an int for a key; returns whether the key is new. Keys are never negative.
  public boolean put(long key, int value) {
    int place = place(key);
    if (keys[place] == key) {
      return false;
    }
    keys[place] = key;
    values[place] = value;
    if (++size * 5L > keys.length * 3L) {
      grow();
    }
    return true;
  }

  private int place(long key) {
    long mixed = key * 0x9e3779b97f4a7c15L;
    int place = (int) (mixed >>> 32) & (keys.length - 1);
    while (keys[place] != EMPTY && keys[place] != key) {
      place = (place + 1) & (keys.length - 1);
    }
    return place;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldValues = values;
    keys = newKeys(oldKeys.length * 2);
    values = new int[oldKeys.length * 2];
    for (int old = 0; old < oldKeys.length; old++) {
      if (oldKeys[old] != EMPTY) {
        int place = place(oldKeys[old]);
        keys[place] = oldKeys[old];
        values[place] = oldValues[old];
      }
    }
  }

  private static long[] newKeys(int length) {
    long[] keys = new long[length];
    Arrays.fill(keys, EMPTY);
    return keys;
  }
}
