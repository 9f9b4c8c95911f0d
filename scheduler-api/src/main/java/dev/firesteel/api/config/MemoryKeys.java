package dev.firesteel.api.config;

import java.util.List;

/** The settings of memory beside the heap. */
public final class MemoryKeys implements ConfigKeys {
  private static final long MIB = 1L << 20;

  /** The least that a JVM needs beside its heap, in bytes. */
  private static final long LEAST_OVERHEAD = 384 * MIB;

  /** Memory outside the heap. */
  public static final ConfigKey<Long> OFF_HEAP =
      Keys.bytes(
              "firesteel.memory.off-heap",
              "0",
              "Memory of an executor outside its heap, beyond firesteel.executor.memory, for datasets"
                  + " persisted as OFF_HEAP or OFF_HEAP_AND_DISK; 0 means that there is none.")
          .check(n -> n >= 0, "at least 0");

  /** Memory of an executor's container beside heap and off-heap memory. */
  public static final ConfigKey<Long> EXECUTOR_OVERHEAD =
      overhead("firesteel.executor.memory-overhead", "an executor's");

  /** Memory of the driver's container beside its heap. */
  public static final ConfigKey<Long> DRIVER_OVERHEAD =
      overhead("firesteel.driver.memory-overhead", "the driver's");

  private static ConfigKey<Long> overhead(String name, String whose) {
    return Keys.bytes(
            name,
            "0",
            "Memory of "
                + whose
                + " container beside the heap (and off-heap memory), for the JVM itself, threads and"
                + " the network; 0 means a tenth of the heap, at least 384m. Only where the cluster"
                + " limits containers.")
        .check(n -> n >= 0, "at least 0");
  }

  /**
   * The memory that an executor's container needs.
   *
   * @param heapMiB the heap, which is what a profile's memory says, in MiB
   * @return heap, off-heap memory and overhead, in MiB
   */
  public static long executorContainerMiB(Config config, long heapMiB) {
    long offHeap = (config.get(OFF_HEAP) + MIB - 1) / MIB;
    return Math.addExact(heapMiB, offHeap) + overheadMiB(config.get(EXECUTOR_OVERHEAD), heapMiB);
  }

  /**
   * The memory that a driver's container needs.
   *
   * @param heapMiB the heap, in MiB
   * @return heap and overhead, in MiB
   */
  public static long driverContainerMiB(Config config, long heapMiB) {
    return heapMiB + overheadMiB(config.get(DRIVER_OVERHEAD), heapMiB);
  }

  private static long overheadMiB(long set, long heapMiB) {
    return set > 0 ? (set + MIB - 1) / MIB : Math.max(LEAST_OVERHEAD / MIB, heapMiB / 10);
  }

  @Override
  public String title() {
    return "Memory outside the heap";
  }

  @Override
  public List<ConfigKey<?>> keys() {
    return List.of(OFF_HEAP, EXECUTOR_OVERHEAD, DRIVER_OVERHEAD);
  }
}
