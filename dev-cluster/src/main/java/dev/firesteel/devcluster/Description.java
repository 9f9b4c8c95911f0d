package dev.firesteel.devcluster;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What there is in a cluster's directory, for processes that come later.
 *
 * @param fileSystem its address
 * @param daemons by name
 */
record Description(String fileSystem, Map<String, Member> daemons) {
  private static final String FILE_SYSTEM = "file-system";
  private static final String DAEMON = "daemon.";

  /** A daemon: what it is, its host, and where it tells its state. */
  record Member(DaemonKind kind, String host, String http) {}

  static Description of(Blueprint blueprint) {
    Map<String, Member> members = new LinkedHashMap<>();
    for (DaemonSpec each : blueprint.daemons()) {
      members.put(each.name(), new Member(each.kind(), each.host().name(), each.http()));
    }
    return new Description(blueprint.fileSystem(), members);
  }

  void write(Layout layout) throws IOException {
    Properties all = new Properties();
    all.setProperty(FILE_SYSTEM, fileSystem);
    daemons.forEach(
        (name, each) ->
            all.setProperty(
                DAEMON + name,
                each.kind().name().toLowerCase(Locale.ROOT)
                    + " "
                    + each.host()
                    + " "
                    + each.http()));
    try (Writer to = Files.newBufferedWriter(layout.description())) {
      all.store(to, "A development cluster of Firesteel");
    }
  }

  /** Reads it, or throws that there is none. */
  static Description read(Layout layout) throws IOException {
    Properties all = new Properties();
    try (Reader from = Files.newBufferedReader(layout.description())) {
      all.load(from);
    }
    Map<String, Member> members = new TreeMap<>();
    for (String key : all.stringPropertyNames()) {
      if (key.startsWith(DAEMON)) {
        String[] parts = all.getProperty(key).split(" ");
        members.put(
            key.substring(DAEMON.length()),
            new Member(DaemonKind.valueOf(parts[0].toUpperCase(Locale.ROOT)), parts[1], parts[2]));
      }
    }
    return new Description(all.getProperty(FILE_SYSTEM, "?"), members);
  }
}
