package dev.firesteel.backend.mesos.launch;

import dev.firesteel.api.backend.ExecutorProgram;
import dev.firesteel.api.config.Config;
import dev.firesteel.backend.mesos.serve.Provision;
import dev.firesteel.shipping.ContainerJvm;
import dev.firesteel.shipping.Unpacking;
import java.util.ArrayList;
import java.util.List;

/**
 * The command of a task: a shell around a JVM. It removes all that is the program's when the JVM
 * has ended, however that came; passes requests to end on to it, and its exit code to Mesos; and
 * says why there is no JVM. Any POSIX shell will do. Holds no secret.
 */
final class JvmScript {
  private static final int LEAST_JAVA = 17;

  /** That of a JVM whose heap is full; programs may end with it, too. */
  private static final int EXIT_OF_FULL_HEAP = 3;

  /** Instead of a program's own code that is one of the shell's; not 1, which asks for Java. */
  private static final int EXIT_OTHERWISE = 93;

  /** An end is awaited again if a signal broke the waiting; 127: its end was told before. */
  private static final String FRAME =
      """
      cd "${MESOS_SANDBOX:-.}" && sandbox=$PWD && mkdir -p @DIRECTORY/tmp @DIRECTORY/scratch && cd @DIRECTORY || exit @NO_FILES
      export XDG_CACHE_HOME="${XDG_CACHE_HOME:-$PWD/tmp}"
      child= again=
      stop() { again=yes; [ -z "$child" ] || kill -TERM "$child" 2>/dev/null; }
      trap stop TERM INT HUP
      end() {
        # who ends the tree while the files are removed shall not end the removal; children inherit it
        trap '' TERM INT HUP
        # what the program has started goes with it, if this shell leads its group
        read -r x x x x group x </proc/self/stat 2>/dev/null
        [ "$group" != "$$" ] || kill -TERM 0
        cd "$sandbox" && rm -rf @DIRECTORY
        exit "$1"
      }
      java=@JAVA
      command -v "$java" >/dev/null 2>&1 || {
        echo "firesteel: Cannot run @WHAT: there is no Java at '$java' (install Java @LEAST or newer, or set @KEY)" >&2
        end @NO_JAVA
      }
      # a JVM that does not start at all may be too old
      check() {
        [ "$1" = 1 ] || return "$1"
        version=$("$java" -version 2>&1 | sed -n 's/.* version "\\(1\\.\\)\\{0,1\\}\\([0-9][0-9]*\\).*/\\2/p' | head -n 1)
        [ "${version:-@LEAST}" -lt @LEAST ] || return 1
        echo "firesteel: Cannot run @WHAT: '$java' is Java $version, and at least @LEAST is needed (set @KEY)" >&2
        return @OLD_JAVA
      }
      unpack() {
        @UNPACK "$@" && return 0
        check $?
        code=$?
        [ "$code" = @OLD_JAVA ] || code=@NO_FILES
        end "$code"
      }
      @ARCHIVES@RUN &
      child=$!
      [ -z "$again" ] || stop
      code=127
      while :; do
        again=
        wait "$child"
        status=$?
        [ "$status" = 127 ] || code=$status
        [ -n "$again" ] || break
      done
      # what these say is only for this shell to say
      case $code in @NO_JAVA|@OLD_JAVA|@NO_FILES) code=@OTHER ;; esac
      [ "$code" != @EXIT_OF_FULL ] || [ ! -e heap-is-full ] || code=@OUT_OF_MEMORY
      check "$code"
      end $?
      """;

  private final String java;
  private final boolean ownNetwork;

  /** As the settings say. */
  JvmScript(Config config) {
    String set = config.get(LaunchKeys.JAVA).strip();
    java = set.isEmpty() ? "\"${JAVA_HOME:+$JAVA_HOME/bin/}java\"" : ShellText.word(set);
    ownNetwork = ContainerInfos.hasOwnNetwork(config);
  }

  /** The script that runs a program. */
  String of(JvmTask task) {
    Provision files = task.files();
    String classPath = ShellText.word(String.join(":", files.classPath()));
    StringBuilder archives = new StringBuilder();
    for (Provision.Packed each : files.packed()) {
      archives
          .append("unpack ")
          .append(ShellText.word(each.file()))
          .append(' ')
          .append(ShellText.word(each.directory()))
          .append('\n');
    }
    return FRAME
        .replace("@DIRECTORY", Provision.DIRECTORY)
        .replace("@KEY", LaunchKeys.JAVA.name())
        .replace("@LEAST", Integer.toString(LEAST_JAVA))
        .replace("@NO_JAVA", Integer.toString(ShellExits.NO_JAVA))
        .replace("@OLD_JAVA", Integer.toString(ShellExits.OLD_JAVA))
        .replace("@NO_FILES", Integer.toString(ShellExits.NO_FILES))
        .replace("@OTHER", Integer.toString(EXIT_OTHERWISE))
        .replace("@EXIT_OF_FULL", Integer.toString(EXIT_OF_FULL_HEAP))
        .replace("@OUT_OF_MEMORY", Integer.toString(ExecutorProgram.OUT_OF_MEMORY))
        .replace("@JAVA", java)
        .replace("@UNPACK", "\"$java\" -Xmx64m -cp " + classPath + " " + Unpacking.class.getName())
        .replace("@WHAT", task.what())
        .replace("@ARCHIVES", archives)
        .replace("@RUN", run(task, classPath)); // last: it has the user's words
  }

  private String run(JvmTask task, String classPath) {
    Provision files = task.files();
    List<String> ofUser = task.options();
    List<String> words = new ArrayList<>();
    words.add("\"$java\"");
    task.jvm().options(ofUser).forEach(option -> words.add(ShellText.word(option)));
    words.add("\"-XX:ErrorFile=$sandbox/jvm-error\"");
    words.add("'-XX:OnOutOfMemoryError=: >heap-is-full'");
    words.add("\"-Djava.io.tmpdir=$PWD/tmp\"");
    words.add("\"-D" + ExecutorProgram.SCRATCH + "=$PWD/scratch\"");
    files
        .localized()
        .ifPresent(at -> words.add("\"-D" + ExecutorProgram.LOCALIZED + "=$PWD/" + at + "\""));
    if (ownNetwork) {
      words.add("\"-D" + ExecutorProgram.SERVES + "=$(hostname -i | cut -d ' ' -f 1)\"");
    }
    files.jvmOptions().forEach(option -> words.add(ShellText.word(option)));
    for (String option : ofUser) {
      ContainerJvm.inContainer(option, files.localized().orElse(""), files.names()::contains)
          .ifPresent(o -> words.add(ShellText.word(o)));
    }
    words.add("-cp");
    words.add(classPath);
    words.add(ShellText.word(task.mainClass()));
    task.arguments().forEach(argument -> words.add(ShellText.word(argument)));
    return String.join(" ", words);
  }
}
