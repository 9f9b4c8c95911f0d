package dev.firesteel.containers.parity;

import dev.firesteel.containers.report.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@code bin/firesteel} of this checkout as a user runs it, with files on this machine. */
final class Checkout implements Where {
  private static final long LIMIT_SECONDS = 240;

  private final String master;
  private final Path directory;

  /** Submits to a master that runs on this machine. */
  Checkout(String master, Path directory) {
    this.master = master;
    this.directory = directory;
  }

  @Override
  public String name() {
    return master;
  }

  @Override
  public String directory() {
    return directory.toString();
  }

  @Override
  public Outcome run(String program, List<String> words) throws Exception {
    Path temporary = Files.createDirectories(directory.resolve("tmp"));
    Path out = Files.createTempFile(directory, program, ".out");
    Path err = Files.createTempFile(directory, program, ".err");
    List<String> command = new ArrayList<>();
    command.add(Path.of("..", "bin", "firesteel").toAbsolutePath().normalize().toString());
    command.addAll(List.of("submit", "--master", master));
    command.addAll(List.of("--class", "dev.firesteel.containers.program." + program));
    command.add(System.getProperty("firesteel.programs"));
    command.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().put("FIRESTEEL_JAVA_OPTIONS", "-Djava.io.tmpdir=" + temporary);
    builder.environment().put("FIRESTEEL_DRIVER_MEMORY", "512m");
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError(told(command, "does not end", out, err));
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    if (process.exitValue() != 0) {
      throw new AssertionError(told(command, "exited with " + process.exitValue(), out, err));
    }
    return Outcome.in(Files.readString(out));
  }

  private static String told(List<String> command, String how, Path out, Path err)
      throws IOException {
    return String.join(" ", command)
        + " "
        + how
        + "; out:\n"
        + Files.readString(out)
        + "err:\n"
        + Files.readString(err);
  }

  @Override
  public byte[] output(String path) throws IOException {
    List<Path> parts;
    try (Stream<Path> files = Files.list(Path.of(path))) {
      parts =
          files.filter(file -> file.getFileName().toString().startsWith("part-")).sorted().toList();
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (Path part : parts) {
      all.write(Files.readAllBytes(part));
    }
    return all.toByteArray();
  }
}
