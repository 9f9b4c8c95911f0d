package dev.firesteel.io.hadoop;

import dev.firesteel.io.storage.HadoopSource;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonConfigurationKeysPublic;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.serializer.WritableSerialization;

/** Hadoop's settings on their way from the driver's files to all processes. */
public final class HadoopSettings {
  /** Hadoop's own defaults, which need not travel: every process has them. Never changed. */
  private static final Configuration DEFAULTS = defaults();

  private static final String SERIALIZATIONS = CommonConfigurationKeysPublic.IO_SERIALIZATIONS_KEY;

  private HadoopSettings() {}

  /** All settings that do not have Hadoop's default, as the driver's files and overrides say. */
  public static SortedMap<String, String> load(HadoopSource source) {
    Configuration configuration = new Configuration();
    source
        .directory()
        .ifPresent(
            directory -> {
              for (String file : new String[] {"core-site.xml", "hdfs-site.xml"}) {
                if (java.nio.file.Files.isRegularFile(directory.resolve(file))) {
                  configuration.addResource(new Path(directory.resolve(file).toUri()));
                }
              }
            });
    source.overrides().forEach(configuration::set);
    SortedMap<String, String> site = new TreeMap<>();
    for (Map.Entry<String, String> each : configuration) {
      String[] sources = configuration.getPropertySources(each.getKey());
      if (sources == null
          || !Arrays.asList(sources).get(sources.length - 1).endsWith("-default.xml")) {
        site.put(each.getKey(), each.getValue());
      }
    }
    return site;
  }

  /** A configuration with Hadoop's defaults and these settings. */
  static Configuration configuration(SortedMap<String, String> settings) {
    Configuration configuration = new Configuration(DEFAULTS);
    settings.forEach(configuration::set);
    return configuration;
  }

  private static Configuration defaults() {
    // The class registers hdfs-default.xml when it is loaded.
    org.apache.hadoop.hdfs.HdfsConfiguration.init();
    Configuration configuration = new Configuration();
    if (!avroBesideHadoop()) {
      // Hadoop names Avro's serializers too and fails on the first use of any if Avro is not there.
      configuration.set(SERIALIZATIONS, WritableSerialization.class.getName());
    }
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
