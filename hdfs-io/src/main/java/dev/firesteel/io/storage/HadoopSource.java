package dev.firesteel.io.storage;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.ConfigKey;
import dev.firesteel.api.config.Keys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where Hadoop's settings come from, found out without loading Hadoop.
 *
 * @param directory the directory with {@code core-site.xml}, if one is configured and has it
 * @param overrides Hadoop's settings by name that the application sets
 */
public record HadoopSource(Optional<Path> directory, SortedMap<String, String> overrides) {
  /** Settings that start so are Hadoop's own. */
  public static final String PREFIX = "firesteel.hadoop.";

  /** Hadoop's configuration directory. */
  public static final ConfigKey<String> CONF_DIR =
      Keys.text(
              "firesteel.io.hadoop-conf-dir",
              "",
              "Directory with core-site.xml, hdfs-site.xml and mapred-site.xml, read on the driver;"
                  + " without it, the one that the environment variable HADOOP_CONF_DIR names.")
          .withoutDefault();

  private static final String DEFAULT_FS = "fs.defaultFS";

  /** Looks into the application's settings and the environment. */
  public static HadoopSource of(Config config) {
    SortedMap<String, String> overrides = new TreeMap<>();
    for (Map.Entry<String, String> each : config.asMap().tailMap(PREFIX).entrySet()) {
      if (!each.getKey().startsWith(PREFIX)) {
        break;
      }
      overrides.put(each.getKey().substring(PREFIX.length()), each.getValue());
    }
    return new HadoopSource(
        config
            .find(CONF_DIR)
            .or(() -> Optional.ofNullable(System.getenv("HADOOP_CONF_DIR")))
            .filter(text -> !text.isBlank())
            .map(Path::of)
            .filter(path -> Files.isRegularFile(path.resolve("core-site.xml"))),
        overrides);
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
