package dev.firesteel.backend.yarn.container;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.io.DataInputByteBuffer;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.yarn.api.records.ContainerLaunchContext;

/**
 * Starts a container as a NodeManager with DefaultContainerExecutor does, with the same expansions
 * and the same script, and a program in Java's place that writes down what it is given.
 */
final class NodeScript {
  private static final String JAVA =
      """
      #!/bin/bash
      printf '%s\\0' "$@" > given-arguments
      env -0 > given-environment
      echo $$ > given-pid
      echo "to stdout"
      echo "to stderr" >&2
      eval "$JAVA_DOES"
      """;

  final Path work;
  final Path logs;
  final Path script;
  private final Map<String, String> environment;

  /** What was started saw this. */
  record Given(int code, long shell, List<String> arguments, Map<String, String> environment) {}

  NodeScript(Path base, ContainerLaunchContext context) throws IOException {
    work = Files.createDirectories(base.resolve("app 1/container_1"));
    logs = Files.createDirectories(base.resolve("logs/container_1"));
    Path bin = Files.createDirectories(base.resolve("java home/bin"));
    Files.createFile(
        bin.resolve("java"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.writeString(bin.resolve("java"), JAVA);
    writeTokens(context);
    environment = new TreeMap<>();
    environment.put("JAVA_HOME", bin.getParent().toString());
    context.getEnvironment().forEach((name, value) -> environment.put(name, expanded(value)));
    environment.put("CONTAINER_ID", "container_1");
    environment.put("LOCAL_DIRS", "/disk1/app 1,/disk2/app 1");
    environment.put("PWD", work.toString());
    environment.put("HADOOP_TOKEN_FILE_LOCATION", work + "/container_tokens");
    script = work.resolve("launch_container.sh");
    write(String.join(" ", context.getCommands().stream().map(this::expanded).toList()));
  }

  NodeScript without(String variable) throws IOException {
    String text = Files.readString(script);
    Files.writeString(script, text.replaceAll("export " + variable + "=.*\n", ""));
    return this;
  }

  private void write(String command) throws IOException {
    List<String> lines = new ArrayList<>(List.of("#!/bin/bash", "", "set -o pipefail -e"));
    lines.add("exec 2>\"" + logs + "/prelaunch.err\"");
    environment.forEach((name, value) -> lines.add("export " + name + "=\"" + value + "\""));
    lines.add("echo \"Launching container\"");
    lines.add("exec /bin/bash -c \"" + command + "\"");
    Files.write(script, lines);
  }

  private String expanded(String text) {
    return text.replace("<LOG_DIR>", logs.toString())
        .replace("<CPS>", ":")
        .replace("<ADD_OPENS>", "--add-opens=nonsense")
        .replace("{{", "$")
        .replace("}}", "");
  }

  private void writeTokens(ContainerLaunchContext context) throws IOException {
    DataInputByteBuffer in = new DataInputByteBuffer();
    in.reset(context.getTokens().duplicate());
    Credentials credentials = new Credentials();
    credentials.readTokenStorageStream(in);
    try (DataOutputStream out =
        new DataOutputStream(Files.newOutputStream(work.resolve("container_tokens")))) {
      credentials.writeTokenStorageToStream(out);
    }
  }

  Given run() throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("/bin/bash", script.toString()).directory(work.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin");
    Process process = builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    int code = process.waitFor();
    Map<String, String> seen = new TreeMap<>();
    for (String pair : entries("given-environment")) {
      seen.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
    }
    return new Given(code, process.pid(), entries("given-arguments"), seen);
  }

  private List<String> entries(String file) throws IOException {
    Path path = work.resolve(file);
    if (!Files.exists(path)) {
      return List.of();
    }
    List<String> all = new ArrayList<>(List.of(Files.readString(path, UTF_8).split("\0", -1)));
    all.remove(all.size() - 1);
    return all;
  }
}
