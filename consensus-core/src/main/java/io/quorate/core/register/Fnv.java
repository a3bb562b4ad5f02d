package io.quorate.core.register;

/// FNV-1a, 64 bit. Tells things apart; keeps nothing secret.
final class Fnv {
  private static final long BASIS = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private Fnv() {}

  static long hash(byte[] bytes) {
    long hash = BASIS;
    for (byte one : bytes) {
      hash = (hash ^ (one & 0xff)) * PRIME;
    }
    return hash;
  }

  static long hash(String text) {
    long hash = BASIS;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * PRIME;
    }
    return hash;
  }

  /// Continues a hash with a number.
  static long with(long hash, long number) {
    long mixed = (hash ^ number) * 0x9e3779b97f4a7c15L;
    return mixed ^ (mixed >>> 32);
  }
}
