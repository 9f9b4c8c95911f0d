package dev.firesteel.io.hadoop;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.io.hadoop.security.Login;
import dev.firesteel.io.storage.HadoopSource;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonConfigurationKeysPublic;
import org.apache.hadoop.hdfs.HdfsConfiguration;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.security.UserGroupInformation.AuthenticationMethod;

/** Hadoop's settings on their way from the driver's files to all processes. */
public final class HadoopSettings {
  /** The driver's user; absent where users prove who they are. */
  static final String USER = "firesteel.user";

  /** How many milliseconds requests are repeated. */
  static final String RETRY_MILLIS = "firesteel.retry-millis";

  /** Hadoop's own defaults, which need not travel: every process has them. Never changed. */
  private static final Configuration DEFAULTS = defaults();

  private static final String SERIALIZATIONS = CommonConfigurationKeysPublic.IO_SERIALIZATIONS_KEY;

  private HadoopSettings() {}

  /**
   * All settings that do not have Hadoop's default, as the driver's files and overrides say, with
   * their variables replaced.
   *
   * @throws FiresteelException if a file or value is malformed, or the user cannot log in
   */
  public static SortedMap<String, String> load(HadoopSource source) {
    return load(source, List.of());
  }

  /**
   * The same with further files of the directory, such as {@code yarn-site.xml}.
   *
   * @throws FiresteelException if a file or value is malformed
   */
  public static SortedMap<String, String> load(HadoopSource source, List<String> further) {
    HdfsConfiguration.init();
    Configuration configuration = new Configuration();
    SortedMap<String, String> site = read(source, further, configuration);
    ClientDefaults.addTo(site, source.retryTime());
    Login.ensure(source.login(), configuration);
    site.put(RETRY_MILLIS, Long.toString(source.retryTime().toMillis()));
    addUser(site);
    return site;
  }

  /**
   * What the files and overrides say, with variables replaced, and nothing of this process.
   *
   * @throws FiresteelException if a file or value is malformed
   */
  public static SortedMap<String, String> ofFiles(HadoopSource source) {
    HdfsConfiguration.init();
    return read(source, List.of(), new Configuration());
  }

  private static SortedMap<String, String> read(
      HadoopSource source, List<String> further, Configuration configuration) {
    List<String> files = Stream.concat(HadoopSource.FILES.stream(), further.stream()).toList();
    source.directory().ifPresent(directory -> SettingsFiles.read(directory, files, configuration));
    source.overrides().forEach(configuration::set);
    SortedMap<String, String> site = differences(configuration);
    site.replaceAll((key, raw) -> replaced(key, raw, configuration));
    return site;
  }

  private static void addUser(SortedMap<String, String> site) {
    try {
      UserGroupInformation user = UserGroupInformation.getCurrentUser();
      if (user.getAuthenticationMethod() == AuthenticationMethod.SIMPLE) {
        site.put(USER, user.getUserName());
      }
    } catch (IOException e) {
      throw new FiresteelException(
          ErrorCategory.SECURITY, "Cannot find out Hadoop's user: " + e.getMessage(), e);
    }
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

  private static String replaced(String key, String raw, Configuration configuration) {
    try {
      String value = configuration.get(key);
      return value == null ? raw : value;
    } catch (IllegalStateException e) {
      throw new FiresteelException(
          ErrorCategory.CONFIGURATION,
          "Cannot read Hadoop's setting "
              + key
              + ": its variables go in a circle (mend the setting)",
          e);
    }
  }

  /** A configuration with Hadoop's defaults and these settings; finds the thread's classes. */
  public static Configuration configuration(SortedMap<String, String> settings) {
    Configuration configuration = new Configuration(DEFAULTS);
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    if (loader != null) {
      configuration.setClassLoader(loader);
    }
    settings.forEach(configuration::set);
    if (settings.containsKey(SERIALIZATIONS)) {
      leaveOutAvro(configuration);
    }
    return configuration;
  }

  static Duration retryTime(SortedMap<String, String> settings) {
    return Duration.ofMillis(Long.parseLong(settings.getOrDefault(RETRY_MILLIS, "0")));
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
    HdfsConfiguration.init();
    Configuration configuration = new Configuration();
    configuration.setClassLoader(Configuration.class.getClassLoader()); // outlives users' classes
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
