package dev.firesteel.benchmarks.work;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The memory of this process and of its executors, where the system tells (Linux). */
public final class Memory {
  private static final int ROUNDS = 3;

  private Memory() {}

  /**
   * Bytes of heap in use after collections. Engines learn from collections what is unreachable, and
   * forget it by and by or at their next job; so a small job runs between them.
   */
  public static long usedAfterCollections(Runnable smallJob) {
    for (int i = 0; i < ROUNDS; i++) {
      System.gc();
      smallJob.run();
    }
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /** The most memory that this process had resident, in MB; 0 where the system does not tell. */
  public static long peakRssMb() {
    return megabytes("self", "VmHWM:");
  }

  /** The same of the largest executor that is a process of this machine and lives. */
  public static long executorPeakRssMb() {
    return largest("VmHWM:");
  }

  /** What the largest executor has resident now, in MB. */
  public static long executorRssMb() {
    return largest("VmRSS:");
  }

  /** The executors: JVMs that this process started, also by others. */
  static List<ProcessHandle> executors() {
    return ProcessHandle.current()
        .descendants()
        .filter(process -> process.info().command().orElse("").endsWith("/java"))
        .toList();
  }

  private static long largest(String figure) {
    return executors().stream()
        .mapToLong(executor -> megabytes(Long.toString(executor.pid()), figure))
        .max()
        .orElse(0);
  }

  private static long megabytes(String process, String figure) {
    Path status = Path.of("/proc", process, "status");
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith(figure))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1_000_000)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }
}
