package dev.firesteel.it.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs {@code bin/firesteel} as a user does, in a process, with files for its output and its
 * temporary files. Closing it ends what still runs.
 */
final class Launcher implements AutoCloseable {
  private static final long LIMIT_SECONDS = 240;

  private final Path directory;
  private final Path temporary;
  private final List<Process> started = new ArrayList<>();
  private String javaOptions;

  Launcher(Path directory) throws IOException {
    this.directory = directory;
    this.temporary = Files.createDirectories(directory.resolve("tmp"));
    this.javaOptions = "-Djava.io.tmpdir=" + temporary;
  }

  /** Where the launched JVMs keep their temporary files. */
  Path temporary() {
    return temporary;
  }

  /** Gives the drivers that are launched from now on further options of the JVM. */
  void javaOptions(String more) {
    javaOptions += " " + more;
  }

  @Override
  public void close() {
    for (Process process : started) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /** How a command ended. */
  record Ended(int code, String out, String err) {}

  /** A command that runs. */
  record Running(Process process, Path out, Path err) {
    Ended await() throws Exception {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new AssertionError(
            "does not end; out: " + Files.readString(out) + " err: " + Files.readString(err));
      }
      return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }
  }

  Running start(String... words) throws IOException {
    List<String> command = new ArrayList<>();
    if (Files.isDirectory(Path.of("/proc"))) {
      // Who runs the tests in the background of a script has them ignore Ctrl-C, and a JVM keeps to
      // that.
      command.addAll(List.of("env", "--default-signal=INT"));
    }
    command.add(Path.of("..", "bin", "firesteel").toAbsolutePath().normalize().toString());
    command.addAll(List.of(words));
    Path out = Files.createTempFile(directory, "run", ".out");
    Path err = Files.createTempFile(directory, "run", ".err");
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().put("FIRESTEEL_JAVA_OPTIONS", javaOptions);
    builder.environment().put("FIRESTEEL_DRIVER_MEMORY", "512m");
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    Process process = builder.start();
    started.add(process);
    return new Running(process, out, err);
  }

  Ended run(String... words) throws Exception {
    return start(words).await();
  }

  Ended succeed(String... words) throws Exception {
    Ended ended = run(words);
    assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
    return ended;
  }

  /** Temporary files that are left; the JVM's own are not ours. */
  List<Path> leftFiles() throws IOException {
    try (var files = Files.list(temporary)) {
      return files.filter(file -> !file.getFileName().toString().startsWith("hsperf")).toList();
    }
  }
}
