package dev.firesteel.io.storage;

/**
 * Where a range of a file lies.
 *
 * @param start the first byte
 * @param length the number of bytes
 * @param replicas who holds it
 */
public record BlockPlace(long start, long length, Replicas replicas) {
  /** A range that is equally far from everywhere. */
  public static BlockPlace anywhere(long length) {
    return new BlockPlace(0, length, Replicas.UNKNOWN);
  }
}
