package dev.firesteel.backend.yarn.container;

import dev.firesteel.api.backend.ExecutorProgram;
import dev.firesteel.backend.yarn.staging.StagedProgram;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The shell command that becomes a container's JVM: {@code exec} leaves no shell behind, so signals
 * and exit codes are the JVM's. Holds no secret.
 */
final class JavaCommand {
  /** The names under which the log's two parts are found. */
  private static final String STDOUT = " 1>>\"" + ShellText.LOG_DIR + "/stdout\"";

  private static final String STDERR = " 2>>\"" + ShellText.LOG_DIR + "/stderr\"";

  /** The container has a directory of its own below each of the application's. */
  private static final String SCRATCH = "${LOCAL_DIRS//,//$CONTAINER_ID:}/$CONTAINER_ID";

  private static final Pattern LOG_SETTINGS =
      Pattern.compile("(-Dlog4j2?\\.configurationFile=)(?:file:)?(/.*)");

  private JavaCommand() {}

  static String of(JavaProcess process, StagedProgram files) {
    List<String> words = new ArrayList<>();
    words.add("exec \"${JAVA_HOME:+$JAVA_HOME/bin/}java\"");
    words.add("-Xmx" + process.heapMiB() + "m");
    words.addAll(collector(process));
    if (process.options().stream().noneMatch(o -> o.startsWith("-XX:MaxDirectMemorySize="))) {
      words.add("-XX:MaxDirectMemorySize=" + process.directMiB() + "m");
    }
    words.add("-XX:+ExitOnOutOfMemoryError");
    words.add("-XX:+DisplayVMOutputToStderr"); // a NodeManager reports the end of stderr only
    words.add("-XX:-UsePerfData"); // no file in the common directory for temporary files
    words.add("\"-XX:ErrorFile=" + ShellText.LOG_DIR + "/jvm-error\"");
    words.add("\"-Djava.io.tmpdir=$PWD/tmp\"");
    words.add("\"-D" + ExecutorProgram.SCRATCH + "=" + SCRATCH + "\"");
    files
        .localized()
        .map(
            directory ->
                ShellText.word("-D" + ExecutorProgram.LOCALIZED + "=")
                    + "\"$PWD\""
                    + ShellText.word("/" + directory))
        .ifPresent(words::add);
    files.jvmOptions().forEach(option -> words.add(ShellText.word(option)));
    for (String option : process.options()) {
      localOption(option, files).ifPresent(o -> words.add(ShellText.wordWithLogDirectory(o)));
    }
    words.add("-cp");
    words.add(ShellText.word(String.join(":", files.classPath())));
    words.add(ShellText.word(process.mainClass()));
    process.arguments().forEach(argument -> words.add(ShellText.word(argument)));
    return String.join(" ", words) + STDOUT + STDERR;
  }

  private static List<String> collector(JavaProcess process) {
    if (process.options().stream().anyMatch(option -> option.matches("-XX:\\+Use\\w*GC"))) {
      return List.of();
    }
    return process.cores() == 1
        ? List.of("-XX:+UseSerialGC")
        : List.of("-XX:+UseParallelGC", "-XX:ParallelGCThreads=" + process.cores());
  }

  /**
   * An option as it is meant in a container. Settings of the logging in a file of the driver's
   * machine are the file of that name among the application's, or else not there.
   */
  private static Optional<String> localOption(String option, StagedProgram files) {
    Matcher settings = LOG_SETTINGS.matcher(option);
    if (!settings.matches()) {
      return Optional.of(option);
    }
    String name = String.valueOf(Path.of(settings.group(2)).getFileName());
    return files
        .localized()
        .map(directory -> directory + "/" + name)
        .filter(files.resources()::containsKey)
        .map(file -> settings.group(1) + file);
  }
}
