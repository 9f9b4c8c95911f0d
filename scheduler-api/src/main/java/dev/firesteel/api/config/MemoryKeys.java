package dev.firesteel.api.config;

import java.util.List;

/** The settings of memory beside the heap. */
public final class MemoryKeys implements ConfigKeys {
  /** Memory outside the heap. */
  public static final ConfigKey<Long> OFF_HEAP =
      Keys.bytes(
              "firesteel.memory.off-heap",
              "0",
              "Memory of an executor outside its heap, beyond firesteel.executor.memory, for datasets"
                  + " persisted as OFF_HEAP or OFF_HEAP_AND_DISK; 0 means that there is none.")
          .check(n -> n >= 0, "at least 0");

  @Override
  public String title() {
    return "Memory outside the heap";
  }

  @Override
  public List<ConfigKey<?>> keys() {
    return List.of(OFF_HEAP);
  }
}
