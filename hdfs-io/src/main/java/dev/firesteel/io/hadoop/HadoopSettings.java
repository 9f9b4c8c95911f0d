package dev.firesteel.io.hadoop;

import dev.firesteel.io.storage.HadoopSource;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonConfigurationKeysPublic;
import org.apache.hadoop.fs.Path;

/** Hadoop's settings on their way from the driver's files to all processes. */
public final class HadoopSettings {
  /** Hadoop's own defaults, which need not travel: every process has them. Never changed. */
  private static final Configuration DEFAULTS = defaults();

  private static final String SERIALIZATIONS = CommonConfigurationKeysPublic.IO_SERIALIZATIONS_KEY;

  private static final List<String> SITE_FILES =
      List.of("core-site.xml", "hdfs-site.xml", "mapred-site.xml");

  private HadoopSettings() {}

  /** All settings that do not have Hadoop's default, as the driver's files and overrides say. */
  public static SortedMap<String, String> load(HadoopSource source) {
    Configuration configuration = new Configuration();
    source
        .directory()
        .ifPresent(
            directory -> {
              for (String file : SITE_FILES) {
                if (java.nio.file.Files.isRegularFile(directory.resolve(file))) {
                  configuration.addResource(new Path(directory.resolve(file).toUri()));
                }
              }
            });
    source.overrides().forEach(configuration::set);
    return differences(configuration);
  }

  /** The settings of a configuration that do not come from Hadoop's own defaults. */
  public static SortedMap<String, String> differences(Configuration configuration) {
    SortedMap<String, String> differences = new TreeMap<>();
    for (Map.Entry<String, String> each : configuration) {
      String[] sources = configuration.getPropertySources(each.getKey());
      if (sources == null || !sources[sources.length - 1].endsWith("-default.xml")) {
        differences.put(each.getKey(), each.getValue());
      }
    }
    return differences;
  }

  /** A configuration with Hadoop's defaults and these settings. */
  public static Configuration configuration(SortedMap<String, String> settings) {
    Configuration configuration = new Configuration(DEFAULTS);
    settings.forEach(configuration::set);
    if (settings.containsKey(SERIALIZATIONS)) {
      leaveOutAvro(configuration);
    }
    return configuration;
  }

  /** Hadoop names Avro's serializers too, and fails on the first use of any if Avro is missing. */
  private static void leaveOutAvro(Configuration configuration) {
    if (!avroBesideHadoop()) {
      configuration.setStrings(
          SERIALIZATIONS,
          configuration.getTrimmedStringCollection(SERIALIZATIONS).stream()
              .filter(name -> !name.startsWith("org.apache.hadoop.io.serializer.avro."))
              .toArray(String[]::new));
    }
  }

  private static Configuration defaults() {
    // The class registers hdfs-default.xml when it is loaded.
    org.apache.hadoop.hdfs.HdfsConfiguration.init();
    Configuration configuration = new Configuration();
    leaveOutAvro(configuration);
    configuration.size();
    return configuration;
  }

  /** Whether Hadoop's own classes see Avro; jars of the user's are not seen by them. */
  private static boolean avroBesideHadoop() {
    try {
      Class.forName("org.apache.avro.io.DatumReader", false, Configuration.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
