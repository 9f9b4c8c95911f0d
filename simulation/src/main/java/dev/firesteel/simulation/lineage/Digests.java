package dev.firesteel.simulation.lineage;

/** Digests of 64 bits that depend on all that went into them, and on its order. */
public final class Digests {
  private Digests() {}

  /** A digest of two numbers (the finalizer of SplitMix64, by Steele, Lea and Flood, 2014). */
  public static long mix(long a, long b) {
    long z = a * 0x9e3779b97f4a7c15L + b + 0x632be59bd9b4e019L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** A digest of bytes. */
  public static long of(byte[] bytes) {
    long digest = bytes.length;
    for (byte b : bytes) {
      digest = mix(digest, b);
    }
    return digest;
  }

  /** Eight bytes for a digest, the highest first. */
  public static byte[] bytes(long digest) {
    byte[] bytes = new byte[8];
    for (int i = 0; i < 8; i++) {
      bytes[i] = (byte) (digest >>> (56 - 8 * i));
    }
    return bytes;
  }

  /** The digest of eight bytes. */
  public static long ofBytes(byte[] bytes) {
    long digest = 0;
    for (int i = 0; i < 8; i++) {
      digest = digest << 8 | (bytes[i] & 0xff);
    }
    return digest;
  }
}
