package dev.firesteel.it.secure;

import dev.firesteel.devcluster.DevCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Runs {@link SecureMain} as a user would: with a ticket or a keytab, in an environment. */
final class SecureProgram {
  private static final long LIMIT_SECONDS = 180;

  private final Path log;
  private final Map<String, String> environment = new TreeMap<>();
  private final Map<String, String> settings = new LinkedHashMap<>();
  private final List<String> options = new ArrayList<>();

  SecureProgram(DevCluster cluster, Path log) {
    this.log = log;
    environment.put("HADOOP_CONF_DIR", cluster.configDirectory().toString());
    environment.put("KRB5_CONFIG", cluster.kerberos().krb5().toString());
    environment.put("KRB5CCNAME", log.resolveSibling("no-tickets").toString());
    options.add("-Djdk.net.hosts.file=" + cluster.hostsFile());
    options.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    setting("firesteel.io.retry-time", "2s");
  }

  SecureProgram variable(String name, Object value) {
    environment.put(name, value.toString());
    return this;
  }

  SecureProgram setting(String key, Object value) {
    settings.put(key, value.toString());
    return this;
  }

  /** With alice's keys. */
  SecureProgram keytab(DevCluster cluster) {
    return setting("firesteel.security.principal", cluster.kerberos().principal("alice"))
        .setting("firesteel.security.keytab", cluster.kerberos().keytab("alice"));
  }

  /** What it says of its end. */
  String run(String what, String master, String directory)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of(what, master, directory));
    settings.forEach((key, value) -> words.add(key + "=" + value));
    String all = output(SecureMain.class.getName(), words);
    return all.lines()
        .filter(line -> line.startsWith("RESULT "))
        .map(line -> line.substring("RESULT ".length()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No result: " + all));
  }

  /** Submits it to run in the cluster; what the launcher says. */
  String submit(Path jar, String what, String directory) throws IOException, InterruptedException {
    List<String> words =
        new ArrayList<>(List.of("submit", "--master", "yarn", "--deploy-mode", "cluster"));
    words.addAll(List.of("--class", SecureMain.class.getName()));
    settings.forEach((key, value) -> words.addAll(List.of("--conf", key + "=" + value)));
    words.addAll(List.of(jar.toString(), what, "yarn", directory));
    return output("dev.firesteel.cli.Main", words);
  }

  private String output(String mainClass, List<String> words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-Xmx192m", "-cp", System.getProperty("java.class.path"), mainClass));
    command.addAll(words);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().keySet().removeIf(key -> key.startsWith("HADOOP_"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("No end within " + LIMIT_SECONDS + " s: " + Files.readString(log));
      }
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(log);
  }
}
