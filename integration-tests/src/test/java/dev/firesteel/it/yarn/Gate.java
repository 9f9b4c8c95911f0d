package dev.firesteel.it.yarn;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Holds tasks until the test lets them go; each tells before which process it runs in. */
public record Gate(String directory) implements Serializable {
  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(180);

  /** A closed gate; the directory must be seen from all hosts. */
  public static Gate in(Path directory) throws IOException {
    return new Gate(Files.createDirectories(directory).toString());
  }

  /** Goes through with a value, when the gate is open. */
  public <T> T pass(T value) {
    try {
      Path mark = Path.of(directory, Long.toString(ProcessHandle.current().pid()));
      if (!Files.exists(mark)) {
        Files.createFile(mark);
      }
      while (!Files.exists(open())) {
        LockSupport.parkNanos(STEP_NANOS);
      }
      return value;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path open() {
    return Path.of(directory, "open");
  }

  /** Lets all go. */
  public void letGo() throws IOException {
    Files.createFile(open());
  }

  /** The processes that have come to the gate, as soon as there are so many. */
  public Set<Long> awaitProcesses(int atLeast) throws IOException {
    long start = System.nanoTime();
    while (processes().size() < atLeast) {
      if (System.nanoTime() - start > LIMIT_NANOS) {
        throw new AssertionError("Only processes " + processes() + " came, not " + atLeast);
      }
      LockSupport.parkNanos(STEP_NANOS);
    }
    return processes();
  }

  private Set<Long> processes() throws IOException {
    Set<Long> all = new TreeSet<>();
    try (Stream<Path> files = Files.list(Path.of(directory))) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals("open"))
          .forEach(name -> all.add(Long.valueOf(name)));
    }
    return all;
  }
}
