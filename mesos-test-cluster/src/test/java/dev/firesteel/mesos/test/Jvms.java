package dev.firesteel.mesos.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Masters and agents as processes; all of them end with it. */
final class Jvms implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path directory;
  private final List<Jvm> all = new ArrayList<>();

  Jvms(Path directory) {
    this.directory = directory;
  }

  /** One process; several may start at once. */
  record Jvm(Process process, Path log) {
    /** What it says once it listens. */
    String ready() throws IOException, InterruptedException {
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (true) {
        String said = Files.readString(log);
        Optional<String> ready =
            said.lines().filter(each -> each.contains("listens at")).findFirst();
        if (ready.isPresent() && said.contains("\n")) {
          return ready.get();
        }
        if (process.waitFor(20, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
          throw new AssertionError("It did not start: " + said);
        }
      }
    }

    /** Such as KILL, STOP, CONT, TERM; returns once a process that ends by it has ended. */
    void signal(String name) throws IOException, InterruptedException {
      new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + process.pid()).start().waitFor();
      if (name.equals("KILL") || name.equals("TERM")) {
        process.waitFor();
      }
    }

    /** Of the last address that it said. */
    String lastPort() throws IOException, InterruptedException {
      return ready().substring(ready().lastIndexOf(':') + 1).strip();
    }
  }

  Jvm start(Class<?> main, String... arguments) throws IOException {
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
    Jvm started =
        new Jvm(
            new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(log.toFile()).start(),
            log);
    all.add(started);
    return started;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    for (Jvm each : all) {
      if (each.process().isAlive()) {
        each.signal("CONT");
        each.process().destroy();
      }
    }
    for (Jvm each : all) {
      each.process().waitFor();
    }
  }
}
