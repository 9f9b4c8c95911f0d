package dev.firesteel.backend.yarn.container;

import dev.firesteel.api.backend.ExecutorProgram;
import dev.firesteel.backend.yarn.staging.StagedProgram;
import dev.firesteel.shipping.ContainerJvm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

  private JavaCommand() {}

  static String of(JavaProcess process, StagedProgram files) {
    List<String> words = new ArrayList<>();
    words.add("exec \"${JAVA_HOME:+$JAVA_HOME/bin/}java\"");
    ContainerJvm jvm = new ContainerJvm(process.heapMiB(), process.directMiB(), process.cores());
    words.addAll(jvm.options(process.options()));
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

  private static Optional<String> localOption(String option, StagedProgram files) {
    String directory = files.localized().orElse("");
    return ContainerJvm.inContainer(
        option, directory, name -> files.resources().containsKey(directory + "/" + name));
  }
}
