package dev.firesteel.io.text;

/** Where the records of a split may begin, in bytes of its (decompressed) stream. */
@FunctionalInterface
interface ByteRange {
  /**
   * The first byte at which no record of this split begins any more; {@link Long#MAX_VALUE} as long
   * as that is not known. Once known it does not change, and it is known before any byte behind it
   * was read.
   */
  long end();
}
