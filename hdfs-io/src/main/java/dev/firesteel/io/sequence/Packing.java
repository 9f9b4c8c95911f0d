package dev.firesteel.io.sequence;

/** What of a sequence file is compressed. */
enum Packing {
  /** Nothing. */
  NONE,
  /** Each value by itself. */
  RECORD,
  /** Keys, values and their lengths, a block of many at once. */
  BLOCK
}
