package dev.firesteel.dataset;

/** Where the partitions of a persisted dataset are kept. */
public enum StorageLevel {
  /** Nowhere: computed again at each use. */
  NONE(false, false, false),
  /** As objects in memory; what does not fit is computed again. */
  MEMORY(true, false, false),
  /** Serialized in memory: smaller, slower to read; what does not fit is computed again. */
  MEMORY_SERIALIZED(true, true, false),
  /** Serialized on the executor's disk. */
  DISK(false, true, true),
  /** As objects in memory; what does not fit goes to disk. */
  MEMORY_AND_DISK(true, false, true),
  /** Serialized in memory; what does not fit goes to disk. */
  MEMORY_SERIALIZED_AND_DISK(true, true, true);

  private final boolean memory;
  private final boolean serialized;
  private final boolean disk;

  StorageLevel(boolean memory, boolean serialized, boolean disk) {
    this.memory = memory;
    this.serialized = serialized;
    this.disk = disk;
  }

  /** Whether memory is used. */
  public boolean memory() {
    return memory;
  }

  /** Whether what is in memory is serialized. */
  public boolean serialized() {
    return serialized;
  }

  /** Whether disk is used. */
  public boolean disk() {
    return disk;
  }
}
