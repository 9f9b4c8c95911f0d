package dev.firesteel.executor.spill;

/** How chunks are stored. A chunk says itself how it is stored, so readers need not be told. */
public enum Compression {
  /** As they are. */
  NONE,
  /** By LZ4, or as they are where that does not help. */
  LZ4
}
