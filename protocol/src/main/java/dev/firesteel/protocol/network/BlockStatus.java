package dev.firesteel.protocol.network;

/**
 * What the header of each block in an answer begins with; then follow eight bytes of length and so
 * many bytes. An answer ends with its last block or with the first that is not there.
 */
final class BlockStatus {
  /** Status and length. */
  static final int HEADER_BYTES = 9;

  /** The block follows. */
  static final int PRESENT = 0;

  /** There is no such block; nothing follows. */
  static final int MISSING = 1;

  /** The block cannot be read; the reason follows, as UTF-8. */
  static final int FAILED = 2;

  private BlockStatus() {}
}
