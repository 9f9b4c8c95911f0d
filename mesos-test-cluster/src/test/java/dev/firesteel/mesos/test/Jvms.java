package dev.firesteel.mesos.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Masters and agents as processes; all of them end with it. */
final class Jvms implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path directory;
  private final List<Jvm> all = new ArrayList<>();

  Jvms(Path directory) {
    this.directory = directory;
  }

  /** One process, which has said that it is ready. */
  record Jvm(Process process, String ready) {
    /** Such as KILL, STOP, CONT, TERM; returns once a process that ends by it has ended. */
    void signal(String name) throws IOException, InterruptedException {
      new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + process.pid()).start().waitFor();
      if (name.equals("KILL") || name.equals("TERM")) {
        process.waitFor();
      }
    }

    /** Of the last address that it said. */
    String lastPort() {
      return ready.substring(ready.lastIndexOf(':') + 1).strip();
    }
  }

  Jvm start(Class<?> main, String... arguments) throws IOException, InterruptedException {
    Path log = directory.resolve("log" + all.size());
    List<String> line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    line.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    Jvm started = new Jvm(process, "");
    all.add(started);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      String said = Files.readString(log);
      for (String each : said.lines().toList()) {
        if (each.contains("listens at") && said.contains("\n")) {
          return new Jvm(process, each);
        }
      }
      if (process.waitFor(20, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
        throw new AssertionError(main.getSimpleName() + " did not start: " + said);
      }
    }
  }

  /** What all of them have said. */
  String logs() throws IOException {
    StringBuilder said = new StringBuilder();
    for (int i = 0; i < all.size(); i++) {
      said.append(Files.readString(directory.resolve("log" + i)));
    }
    return said.toString();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    for (Jvm each : all) {
      if (each.process().isAlive()) {
        each.signal("CONT");
        each.signal("TERM");
      }
    }
  }
}
