package dev.firesteel.shipping;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Makes the archive of shared classes for containers when the distribution is built: a main class
 * that stands before an executor's, lays the runtime out as it is in containers, and runs the
 * executor there. Words: an empty directory to work in, the directory for the archive, and the
 * executor's command as it would have been: {@code -cp}, its class path, its main class and
 * arguments.
 */
public final class Rehearsal {
  private static final int COMMAND = 2;
  private static final int COMMAND_MAIN = 4;

  /** What the backend and the driver say to the executor. */
  private static final Pattern PASSED_ON =
      Pattern.compile("firesteel\\.(lifeline|scratch)|(org\\.apache\\.logging\\.)?log4j.*");

  private Rehearsal() {}

  /** Ends as the executor ends. */
  public static void main(String[] words) throws IOException, InterruptedException {
    Path stage = Path.of(words[0]);
    if (words.length <= COMMAND_MAIN || !words[COMMAND].equals("-cp")) {
      throw new IllegalArgumentException("Not an executor's command: " + List.of(words));
    }
    RuntimeLayout layout = RuntimeLayout.of(classPath(words[COMMAND + 1]), Extent.EXECUTORS);
    layOut(layout, stage);
    Path memo = stage.resolve("digests");
    Digest identity = layout.identity(Digests.remembered(memo, Clock.systemUTC()));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(
        "-XX:ArchiveClassesAtExit="
            + Path.of(words[1]).toAbsolutePath().resolve(SharedClasses.fileName(identity)));
    command.add("-XX:+UseSerialGC");
    for (String name : new TreeSet<>(System.getProperties().stringPropertyNames())) {
      if (PASSED_ON.matcher(name).matches()) {
        command.add("-D" + name + "=" + System.getProperty(name));
      }
    }
    command.add("-cp");
    command.add(String.join(":", layout.classPath()));
    command.addAll(List.of(words).subList(COMMAND_MAIN, words.length));
    Process executor = new ProcessBuilder(command).directory(stage.toFile()).inheritIO().start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> await(executor), "archive-is-written"));
    System.exit(executor.waitFor());
  }

  /** The driver, which wants this process to end, must not end the other while it writes. */
  private static void await(Process executor) {
    try {
      executor.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<Path> classPath(String text) {
    List<Path> paths = new ArrayList<>();
    StringTokenizer tokens = new StringTokenizer(text, java.io.File.pathSeparator);
    while (tokens.hasMoreTokens()) {
      paths.add(Path.of(tokens.nextToken()));
    }
    return paths;
  }

  private static void layOut(RuntimeLayout layout, Path stage) throws IOException {
    Path runtime = stage.resolve(RuntimeLayout.DIRECTORY);
    for (RuntimeLayout.Entry each : layout.files()) {
      Path to = runtime.resolve(each.name());
      Files.createDirectories(runtime.resolve("lib"));
      Files.copy(each.file(), to);
      Files.setLastModifiedTime(to, FileTime.from(RuntimeArchive.TIME));
    }
  }
}
