package dev.firesteel.backend.local;

import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.backend.ExecutorProgram;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The command line of an executor's JVM. Holds no secret: those are in the environment. */
final class ChildCommand {
  private ChildCommand() {}

  /**
   * The command line.
   *
   * @param directories the child's own
   * @param archive a class-data sharing archive
   */
  static List<String> of(
      ExecutorLaunch launch, ChildDirectories directories, Optional<Path> archive) {
    List<String> options = launch.program().jvmOptions();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + launch.profile().executor().memoryMiB() + "m");
    if (options.stream().noneMatch(option -> option.matches("-XX:\\+Use\\w*GC"))) {
      boolean single = launch.profile().executor().cores() == 1;
      command.add(single ? "-XX:+UseSerialGC" : "-XX:+UseParallelGC");
    }
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add("-XX:-UsePerfData"); // no file in the common directory for temporary files
    command.add("-XX:ErrorFile=" + directories.logs().resolve("jvm-error"));
    command.add("-Djava.io.tmpdir=" + directories.temporary());
    command.add("-Dfiresteel.lifeline=stdin");
    command.add("-D" + ExecutorProgram.SCRATCH + "=" + join(directories.scratch()));
    archive.ifPresent(file -> command.add("-XX:SharedArchiveFile=" + file));
    command.addAll(options);
    command.add("-cp");
    command.add(join(launch.program().classPath()));
    command.add(launch.program().mainClass());
    command.addAll(launch.arguments());
    return command;
  }

  private static String join(List<Path> paths) {
    return paths.stream()
        .map(path -> path.toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
