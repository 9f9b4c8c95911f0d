package dev.firesteel.benchmarks.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs one process after the other, and leaves none behind. */
final class Launcher {
  private static final long LOOK_MILLIS = 50;

  private final ObjectMapper json = new ObjectMapper();
  private final Path home;
  private final Path data;
  private final Path logs;
  private final double scale;
  private final Duration limit;

  /**
   * A launcher.
   *
   * @param home the checkout
   * @param data where corpora are
   * @param logs where standard error of each process goes
   * @param scale the share of the full size
   * @param limit how long a process may take
   */
  Launcher(Path home, Path data, Path logs, double scale, Duration limit) {
    this.home = home;
    this.data = data;
    this.logs = logs;
    this.scale = scale;
    this.limit = limit;
  }

  /** Measures one cell; a process that fails is a run that is not ok and says why. */
  Run run(Cell cell, int number) throws IOException, InterruptedException {
    Path log = logs.resolve(name(cell, number) + ".log");
    Path out = Files.createTempFile(logs, "out", ".txt");
    try {
      long start = System.nanoTime();
      Process process =
          new ProcessBuilder(cell.peer().command(home, cell, data, scale))
              .redirectOutput(out.toFile())
              .redirectError(log.toFile())
              .start();
      ProcessMeter meter = new ProcessMeter(process.toHandle());
      Thread reaper = new Thread(() -> kill(process));
      Runtime.getRuntime().addShutdownHook(reaper);
      boolean ended = false;
      try {
        meter.look();
        while (!ended && System.nanoTime() - start < limit.toNanos()) {
          ended = process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS);
          meter.look();
        }
      } finally {
        kill(process);
        Runtime.getRuntime().removeShutdownHook(reaper);
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      ObjectNode line =
          ended
              ? told(out, process.exitValue(), log)
              : failure(log, "it took longer than " + limit.toSeconds() + " s");
      line.put("peer", cell.peer().label()).put("master", cell.master()).put("bench", cell.bench());
      line.put("scale", scale).put("run", number).put("wall_s", seconds);
      line.put("cpu_s", meter.cpuSeconds()).put("max_process_mb", meter.largestMb());
      return new Run(cell, line);
    } finally {
      Files.deleteIfExists(out);
    }
  }

  private ObjectNode told(Path out, int exit, Path log) throws IOException {
    List<String> lines =
        Files.readAllLines(out).stream().filter(line -> line.startsWith("{")).toList();
    if (exit != 0 || lines.size() != 1) {
      return failure(log, "exit " + exit + ", " + lines.size() + " lines of figures");
    }
    try {
      return (ObjectNode) json.readTree(lines.get(0));
    } catch (JsonProcessingException e) {
      return failure(log, "no JSON: " + lines.get(0));
    }
  }

  private ObjectNode failure(Path log, String why) {
    return json.createObjectNode().put("ok", false).put("failure", why + " (see " + log + ")");
  }

  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static String name(Cell cell, int number) {
    return (cell.peer().label() + "-" + cell.bench() + "-" + cell.master() + "-" + number)
        .replaceAll("[^a-z0-9-]+", "-");
  }
}
