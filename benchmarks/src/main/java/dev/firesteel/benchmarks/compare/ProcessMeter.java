package dev.firesteel.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Looks at a process and all it started, again and again: the CPU they took and how much memory
 * each had resident at most. What a process took after the last look at it is missed. Not safe for
 * threads.
 */
final class ProcessMeter {
  private final ProcessHandle root;
  private final Map<Long, Duration> cpu = new HashMap<>();
  private final Map<Long, Long> resident = new HashMap<>();

  ProcessMeter(ProcessHandle root) {
    this.root = root;
  }

  /** One look. */
  void look() {
    try (Stream<ProcessHandle> processes = Stream.concat(Stream.of(root), root.descendants())) {
      processes.forEach(this::look);
    }
  }

  private void look(ProcessHandle process) {
    process.info().totalCpuDuration().ifPresent(time -> cpu.put(process.pid(), time));
    long bytes = residentBytes(process.pid());
    resident.merge(process.pid(), bytes, Math::max);
  }

  /** CPU seconds of all of them. */
  double cpuSeconds() {
    return cpu.values().stream().mapToDouble(time -> time.toMillis() / 1e3).sum();
  }

  /** Resident memory of the largest of them in MB; 0 where the system does not tell. */
  double largestMb() {
    return resident.values().stream().mapToLong(bytes -> bytes).max().orElse(0) / 1e6;
  }

  private static long residentBytes(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException | java.io.UncheckedIOException e) {
      return 0; // it has ended, or this is no Linux
    }
  }
}
