package dev.firesteel.backend.yarn.container;

/**
 * A container that has ended, as far as it matters why.
 *
 * @param process whose it was, at the beginning of a sentence: {@code Executor 3}, {@code The
 *     driver}
 * @param host its node's host
 * @param heapMiB its process's heap in MiB
 * @param containerMiB the memory that YARN gave it in MiB
 * @param keys the settings that make heap and container larger
 * @param logAddress where its log can be read
 */
public record EndedContainer(
    String process,
    String host,
    long heapMiB,
    long containerMiB,
    MemorySettings keys,
    String logAddress) {

  /** The settings of a process's memory. */
  public enum MemorySettings {
    /** An executor's. */
    EXECUTOR("firesteel.executor"),
    /** The driver's in cluster mode. */
    DRIVER("firesteel.driver"),
    /** The relay's of client mode. */
    RELAY("firesteel.yarn.relay");

    private final String prefix;

    MemorySettings(String prefix) {
      this.prefix = prefix;
    }

    String heap() {
      return prefix + ".memory";
    }

    String overhead() {
      return prefix + ".memory-overhead";
    }

    String javaOptions() {
      return prefix + ".java-options";
    }

    String javaHome() {
      return (this == EXECUTOR ? ContainerKeys.ENVIRONMENT : ContainerKeys.MASTER_ENVIRONMENT)
              .name()
          + "JAVA_HOME";
    }
  }
}
