package dev.firesteel.backend.mesos.driver;

import dev.firesteel.api.backend.ExecutorProgram;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.ConfigKey;
import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.api.config.DriverKeys;
import dev.firesteel.api.config.FileEntry;
import dev.firesteel.backend.mesos.dispatcher.PrivateFile;
import dev.firesteel.backend.mesos.dispatcher.UploadUri;
import dev.firesteel.backend.mesos.serve.SandboxFiles;
import dev.firesteel.shipping.RuntimeLayout;
import dev.firesteel.shipping.ShippingKeys;
import dev.firesteel.shipping.UserFiles;
import dev.firesteel.shipping.UserFiles.UserFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A program's settings as they are meant in the sandbox where it has come to run. */
final class LocalSettings {
  private static final FileAttribute<Set<PosixFilePermission>> OWN_DIRECTORY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileAttribute<Set<PosixFilePermission>> OWN_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final String AGENT = "MESOS_AGENT_ENDPOINT";

  private final Path directory;
  private final Map<String, String> environment;

  /**
   * For a sandbox.
   *
   * @param directory the directory in it that is the program's
   * @param environment the variables that its agent has given to it
   */
  LocalSettings(Path directory, Map<String, String> environment) {
    this.directory = directory;
    this.environment = environment;
  }

  /**
   * The settings; lays private files into the directory, for this user's eyes only.
   *
   * @param serves the address in a network of the container's own, or the empty text
   */
  SortedMap<String, String> of(DriverProgram program, String serves) throws IOException {
    SortedMap<String, String> settings = new TreeMap<>(program.settings());
    Config config = Config.of(program.settings());
    UserFiles files = UserFiles.of(config);
    for (ConfigKey<List<String>> key : List.of(CoreKeys.JARS, CoreKeys.FILES, CoreKeys.ARCHIVES)) {
      if (settings.containsKey(key.name())) {
        settings.put(
            key.name(),
            config.get(key).stream()
                .map(text -> here(text, files))
                .collect(Collectors.joining(",")));
      }
    }
    write(program.privateFiles(), settings);
    Path runtime = directory.resolve(RuntimeLayout.DIRECTORY);
    if (Files.isDirectory(runtime)) {
      settings.put(ShippingKeys.SHARED_CLASSES.name(), runtime.toString());
    }
    if (config.get(DriverKeys.HOST).isBlank()) {
      String host = serves.isEmpty() ? agent() : serves;
      if (!host.isEmpty()) {
        settings.put(DriverKeys.HOST.name(), host);
      }
    }
    return settings;
  }

  /** Uploaded files are here; executors are served them from here. */
  private String here(String text, UserFiles files) {
    FileEntry entry = FileEntry.parse(text);
    UserFile file = files.byName().get(entry.name());
    if (file == null || UploadUri.parse(entry.location()).isEmpty()) {
      return text;
    }
    return directory.resolve(SandboxFiles.fetched(entry.name(), file)) + "#" + entry.name();
  }

  private void write(Map<String, PrivateFile> files, Map<String, String> settings)
      throws IOException {
    int count = 0;
    for (Map.Entry<String, PrivateFile> each : files.entrySet()) {
      Path own = directory.resolve("private-" + count++);
      Files.createDirectory(own, OWN_DIRECTORY);
      Path file = Files.createFile(own.resolve(each.getValue().name()), OWN_FILE);
      Files.write(file, each.getValue().content());
      settings.put(each.getKey(), file.toString());
    }
  }

  /** The address by which the agent is known; tasks are on its host's network. */
  private String agent() {
    String endpoint = environment.getOrDefault(AGENT, "");
    int colon = endpoint.lastIndexOf(':');
    return colon < 0 ? "" : endpoint.substring(0, colon).replaceAll("^\\[|]$", "");
  }

  /** The address in a network of the container's own, which is no setting; or the empty text. */
  static String serves() {
    String set = System.getProperty(ExecutorProgram.SERVES, "");
    System.clearProperty(ExecutorProgram.SERVES);
    return set;
  }
}
