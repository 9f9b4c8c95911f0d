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
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-Xmx192m", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(SecureMain.class.getName(), what, master, directory));
    settings.forEach((key, value) -> command.add(key + "=" + value));
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
    String all = Files.readString(log);
    return all.lines()
        .filter(line -> line.startsWith("RESULT "))
        .map(line -> line.substring("RESULT ".length()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No result: " + all));
  }
}
