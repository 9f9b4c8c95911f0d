package dev.firesteel.backend.mesos.launch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.Environment.Variable;

/**
 * Runs a task's command as Mesos' command executor does, with a program in Java's place that writes
 * down what it is given and does what the variable JAVA_DOES says.
 */
final class FakeAgent {
  private static final String JAVA =
      """
      #!/bin/bash
      if [ "$1" = -version ]; then echo "openjdk version \\"${JAVA_IS:-17.0.1}\\" 2021" >&2; exit; fi
      case " $* " in *" dev.firesteel.shipping.Unpacking "*)
        echo "${@: -2}" >>"$MESOS_SANDBOX/unpacked"; exit "${UNPACKING:-0}" ;; esac
      printf '%s\\0' "$@" > "$MESOS_SANDBOX/given-arguments"
      env -0 > "$MESOS_SANDBOX/given-environment"
      pwd > "$MESOS_SANDBOX/given-directory"
      ls -d "$PWD"/* > "$MESOS_SANDBOX/given-files"
      eval "$JAVA_DOES"
      """;

  final Path sandbox;
  final Path javaHome;
  private final Map<String, String> environment = new TreeMap<>();

  FakeAgent(Path base) throws IOException {
    sandbox = Files.createDirectories(base.resolve("a sandbox"));
    javaHome = base.resolve("java home");
    Path bin = Files.createDirectories(javaHome.resolve("bin"));
    Files.createFile(
        bin.resolve("java"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.writeString(bin.resolve("java"), JAVA);
    environment.put("PATH", "/usr/bin:/bin");
    environment.put("JAVA_HOME", javaHome.toString());
    environment.put("MESOS_SANDBOX", sandbox.toString());
  }

  FakeAgent with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  Process start(CommandInfo command) throws IOException {
    return start(command, List.of("/usr/bin/setsid"));
  }

  /** Runs it below another shell, which leads the group of processes. */
  int runBelowAShell(CommandInfo command) throws IOException, InterruptedException {
    List<String> shell = List.of("/usr/bin/setsid", "/bin/sh", "-c", "\"$@\"; exit $?", "sh");
    return start(command, shell).waitFor();
  }

  private Process start(CommandInfo command, List<String> launcher) throws IOException {
    List<String> words = new ArrayList<>(launcher);
    words.addAll(List.of("/bin/sh", "-c", command.getValue()));
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(sandbox.toFile())
            .redirectOutput(sandbox.resolve("stdout").toFile())
            .redirectError(sandbox.resolve("stderr").toFile());
    builder.environment().clear();
    for (Variable each : command.getEnvironment().getVariablesList()) {
      builder
          .environment()
          .put(
              each.getName(),
              each.getType() == Variable.Type.SECRET
                  ? each.getSecret().getValue().getData().toStringUtf8()
                  : each.getValue());
    }
    builder.environment().putAll(environment);
    return builder.start();
  }

  int run(CommandInfo command) throws IOException, InterruptedException {
    return start(command).waitFor();
  }

  String errors() throws IOException {
    return Files.readString(sandbox.resolve("stderr"));
  }

  String wrote(String file) throws IOException {
    return Files.readString(sandbox.resolve(file)).strip();
  }

  List<String> arguments() throws IOException {
    return entries("given-arguments");
  }

  Map<String, String> environment() throws IOException {
    Map<String, String> seen = new TreeMap<>();
    for (String pair : entries("given-environment")) {
      seen.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
    }
    return seen;
  }

  private List<String> entries(String file) throws IOException {
    List<String> all =
        new ArrayList<>(List.of(Files.readString(sandbox.resolve(file), UTF_8).split("\0", -1)));
    all.remove(all.size() - 1);
    return all;
  }
}
