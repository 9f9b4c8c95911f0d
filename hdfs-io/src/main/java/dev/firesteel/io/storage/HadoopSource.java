package dev.firesteel.io.storage;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where Hadoop's settings come from, found out without loading Hadoop.
 *
 * @param directory the directory with Hadoop's files, if one is configured and has them
 * @param overrides Hadoop's settings by name that the application sets
 * @param retryTime how long requests are repeated
 * @param login who the user proves to be by keys; without it a ticket has to be there already
 * @param warning what is strange about the environment, for people; empty if nothing
 */
public record HadoopSource(
    Optional<Path> directory,
    SortedMap<String, String> overrides,
    Duration retryTime,
    Optional<KeytabLogin> login,
    String warning) {
  /** The files that are read, if they are there. */
  public static final List<String> FILES =
      List.of("core-site.xml", "hdfs-site.xml", "mapred-site.xml");

  private static final String VARIABLE = "HADOOP_CONF_DIR";
  private static final String AUTHENTICATION = "hadoop.security.authentication";
  private static final String DEFAULT_FS = "fs.defaultFS";
  private static final String EMPTY = "which has no readable core-site.xml or hdfs-site.xml";

  /** Looks into the application's settings and the environment. */
  public static HadoopSource of(Config config) {
    return of(config, System.getenv());
  }

  /**
   * Looks into the application's settings and an environment.
   *
   * @throws FiresteelException if the directory that is set has none of Hadoop's files
   */
  static HadoopSource of(Config config, Map<String, String> environment) {
    SortedMap<String, String> overrides = overrides(config);
    Duration retryTime = config.get(HadoopKeys.RETRY_TIME);
    Optional<KeytabLogin> login = KeytabLogin.of(config);
    Optional<String> set = config.find(HadoopKeys.CONF_DIR).filter(text -> !text.isBlank());
    if (set.isPresent()) {
      return new HadoopSource(Optional.of(named(set.get())), overrides, retryTime, login, "");
    }
    String variable = environment.getOrDefault(VARIABLE, "");
    Optional<Path> found = variable.isBlank() ? Optional.empty() : usable(variable);
    String warning =
        variable.isBlank() || found.isPresent()
            ? ""
            : VARIABLE + " is '" + variable + "', " + EMPTY + "; it is ignored";
    return new HadoopSource(found, overrides, retryTime, login, warning);
  }

  private static Path named(String directory) {
    return usable(directory)
        .orElseThrow(
            () ->
                new FiresteelException(
                    ErrorCategory.CONFIGURATION,
                    "Cannot use "
                        + HadoopKeys.CONF_DIR.name()
                        + " '"
                        + directory
                        + "', "
                        + EMPTY
                        + " (name Hadoop's configuration directory, or leave the setting out)"));
  }

  private static Optional<Path> usable(String directory) {
    try {
      Path path = Path.of(directory);
      return FILES.stream().anyMatch(file -> Files.isReadable(path.resolve(file)))
          ? Optional.of(path)
          : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static SortedMap<String, String> overrides(Config config) {
    SortedMap<String, String> overrides = new TreeMap<>();
    for (Map.Entry<String, String> each : config.asMap().tailMap(HadoopKeys.PREFIX).entrySet()) {
      if (!each.getKey().startsWith(HadoopKeys.PREFIX)) {
        break;
      }
      overrides.put(each.getKey().substring(HadoopKeys.PREFIX.length()), each.getValue());
    }
    return overrides;
  }

  /**
   * Whether users may have to prove who they are: false for certain, true at a glance into the
   * files.
   */
  public boolean mayBeSecured() {
    String set = overrides.get(AUTHENTICATION);
    if (set != null) {
      return !set.isBlank() && !set.equalsIgnoreCase("simple");
    }
    return login.isPresent()
        || directory.stream()
            .flatMap(each -> FILES.stream().map(each::resolve))
            .anyMatch(HadoopSource::mentionsKerberos);
  }

  private static boolean mentionsKerberos(Path file) {
    try {
      return Files.isReadable(file)
          && new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
              .toLowerCase(Locale.ROOT)
              .contains("kerberos");
    } catch (IOException e) {
      return true; // who reads it next tells what is wrong with it
    }
  }

  /** Whether the application brings codecs of Hadoop, which local files may need too. */
  boolean hasCodecs() {
    return overrides.containsKey("io.compression.codecs");
  }

  /** Whether paths without a scheme can mean anything but local files. */
  boolean mayHaveDefault() {
    return directory.isPresent() || overrides.containsKey(DEFAULT_FS);
  }
}
