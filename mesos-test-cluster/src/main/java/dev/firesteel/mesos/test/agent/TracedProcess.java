package dev.firesteel.mesos.test.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * A process that leads a session, found again by its number and by when it started, in ticks since
 * the machine did: as Linux tells in {@code /proc/PID/stat}.
 */
record TracedProcess(long pid, long start) {
  private static final Path PROC = Path.of("/proc");

  /** One process of a machine. */
  private record Stat(long pid, String state, long session, long start) {
    private static final int STATE = 0;
    private static final int SESSION = 3;
    private static final int START = 19;

    /** Of a line such as {@code 17 (a name) S 1 17 17 ...}. */
    static Optional<Stat> of(String line) {
      int nameEnd = line.lastIndexOf(')');
      int nameStart = line.indexOf(" (");
      if (nameStart < 0 || nameEnd + 2 > line.length()) {
        return Optional.empty();
      }
      List<String> fields = List.of(line.substring(nameEnd + 2).strip().split(" "));
      if (fields.size() <= START) {
        return Optional.empty();
      }
      try {
        return Optional.of(
            new Stat(
                Long.parseLong(line.substring(0, nameStart)),
                fields.get(STATE),
                Long.parseLong(fields.get(SESSION)),
                Long.parseLong(fields.get(START))));
      } catch (NumberFormatException e) {
        return Optional.empty();
      }
    }

    static Optional<Stat> in(Path file) {
      try {
        return of(Files.readString(file));
      } catch (IOException e) {
        return Optional.empty();
      }
    }

    boolean runs() {
      return !state.equals("Z") && !state.equals("X");
    }
  }

  /** The one that left its line of {@code /proc} in this file. */
  static Optional<TracedProcess> in(Path file) {
    return Stat.in(file).map(stat -> new TracedProcess(stat.pid(), stat.start()));
  }

  /** Whether it runs; one that has ended and that nobody has waited for does not. */
  boolean runs() {
    return Stat.in(PROC.resolve(Long.toString(pid)).resolve("stat"))
        .filter(stat -> stat.start() == start && stat.runs())
        .isPresent();
  }

  /** Makes an end of all processes of its session, also when it has ended itself. */
  void destroySession() throws IOException {
    try (Stream<Path> all = Files.list(PROC)) {
      all.filter(each -> each.getFileName().toString().chars().allMatch(Character::isDigit))
          .flatMap(each -> Stat.in(each.resolve("stat")).stream())
          .filter(stat -> stat.session() == pid && stat.start() >= start)
          .flatMap(stat -> ProcessHandle.of(stat.pid()).stream())
          .forEach(ProcessHandle::destroyForcibly);
    }
  }

  /** The exit value that was left in this file. */
  static OptionalInt exitValue(Path file) {
    try {
      return OptionalInt.of(Integer.parseInt(Files.readString(file).strip()));
    } catch (IOException | NumberFormatException e) {
      return OptionalInt.empty();
    }
  }
}
