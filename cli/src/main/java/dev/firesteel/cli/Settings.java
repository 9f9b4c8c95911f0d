package dev.firesteel.cli;

import dev.firesteel.api.config.ClassKeys;
import dev.firesteel.api.config.ConfigKey;
import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.api.config.DriverKeys;
import dev.firesteel.api.config.FileEntry;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.commons.cli.CommandLine;
import org.jspecify.annotations.Nullable;

/** The settings that a command line means: {@code --conf} over options over the properties file. */
final class Settings {
  private static final String CDS_ARCHIVES = "firesteel.containers.cds-archives";

  private Settings() {}

  static SortedMap<String, String> of(CommandLine line, List<String> applicationJars) {
    SortedMap<String, String> all = new TreeMap<>();
    // Known to the launcher only; in client mode sessions read it by themselves.
    put(all, CDS_ARCHIVES, System.getProperty(CDS_ARCHIVES));
    String propertiesFile = line.getOptionValue(Arguments.PROPERTIES_FILE);
    if (propertiesFile != null) {
      all.putAll(read(Path.of(propertiesFile)));
    }
    put(all, CoreKeys.MASTER, line.getOptionValue(Arguments.MASTER));
    put(all, CoreKeys.APP_NAME, line.getOptionValue(Arguments.NAME));
    put(all, DriverKeys.MEMORY, line.getOptionValue(Arguments.DRIVER_MEMORY));
    put(all, DriverKeys.CORES, line.getOptionValue(Arguments.DRIVER_CORES));
    put(all, DriverKeys.JAVA_OPTIONS, line.getOptionValue(Arguments.DRIVER_JAVA_OPTIONS));
    put(all, CoreKeys.EXECUTOR_MEMORY, line.getOptionValue(Arguments.EXECUTOR_MEMORY));
    put(all, CoreKeys.EXECUTOR_CORES, line.getOptionValue(Arguments.EXECUTOR_CORES));
    put(all, CoreKeys.EXECUTORS, line.getOptionValue(Arguments.NUM_EXECUTORS));
    List<String> jars = new ArrayList<>(applicationJars);
    jars.addAll(entries(line, Arguments.JARS, FileEntry::parse));
    put(all, CoreKeys.JARS, joined(jars));
    put(all, CoreKeys.FILES, joined(entries(line, Arguments.FILES, FileEntry::parse)));
    put(all, CoreKeys.ARCHIVES, joined(entries(line, Arguments.ARCHIVES, FileEntry::parseArchive)));
    put(all, "firesteel.yarn.queue", line.getOptionValue(Arguments.QUEUE));
    put(all, DriverKeys.SUPERVISE, line.hasOption(Arguments.SUPERVISE) ? "true" : null);
    put(all, DriverKeys.HOST, line.getOptionValue(Arguments.HOST));
    put(all, "firesteel.mesos.dispatcher.port", line.getOptionValue(Arguments.PORT));
    put(all, "firesteel.mesos.dispatcher.directory", line.getOptionValue(Arguments.DIRECTORY));
    put(all, "firesteel.security.principal", line.getOptionValue(Arguments.PRINCIPAL));
    put(all, "firesteel.security.keytab", joined(existing(line, Arguments.KEYTAB)));
    String[] given = line.getOptionValues(Arguments.CONF);
    for (String setting : given == null ? new String[0] : given) {
      int equals = setting.indexOf('=');
      if (equals <= 0) {
        throw usage("Cannot use --conf " + setting + ": it is not of the form KEY=VALUE");
      }
      all.put(setting.substring(0, equals).trim(), setting.substring(equals + 1).trim());
    }
    if (all.containsKey(CoreKeys.JARS.name())) {
      all.putIfAbsent(ClassKeys.ISOLATED.name(), "true");
    }
    return all;
  }

  static FiresteelException usage(String message) {
    return new FiresteelException(ErrorCategory.CONFIGURATION, message);
  }

  /** The path of an existing readable file, made absolute. */
  static String file(String what, String path) {
    Path file = Path.of(path);
    if (Files.isDirectory(file)) {
      throw usage("Cannot use " + what + " " + path + ": it is a directory (name the file)");
    }
    if (!Files.isReadable(file)) {
      throw usage("Cannot use " + what + " " + path + ": there is no such readable file");
    }
    return file.toAbsolutePath().normalize().toString();
  }

  private static List<String> existing(CommandLine line, String option) {
    List<String> files = new ArrayList<>();
    String[] values = line.getOptionValues(option);
    for (String value : values == null ? new String[0] : values) {
      for (String path : value.split(",")) {
        if (!path.isBlank()) {
          files.add(file("--" + option, path.trim()));
        }
      }
    }
    return files;
  }

  /** Paths are checked and made absolute; URIs of other file systems and names stay. */
  private static List<String> entries(
      CommandLine line, String option, Function<String, FileEntry> parser) {
    List<String> entries = new ArrayList<>();
    String[] values = line.getOptionValues(option);
    for (String value : values == null ? new String[0] : values) {
      for (String each : value.split(",")) {
        String text = each.trim();
        if (!text.isEmpty()) {
          entries.add(entry("--" + option, text, parser.apply(text)));
        }
      }
    }
    return entries;
  }

  /** An entry with the path of an existing readable file made absolute; other URIs stay. */
  static String entry(String what, String text, FileEntry entry) {
    String name = text.substring(entry.location().length());
    return entry.local().map(path -> file(what, path.toString()) + name).orElse(text);
  }

  private static @Nullable String joined(List<String> paths) {
    return paths.isEmpty() ? null : String.join(",", paths);
  }

  private static void put(Map<String, String> all, ConfigKey<?> key, @Nullable String value) {
    put(all, key.name(), value);
  }

  private static void put(Map<String, String> all, String key, @Nullable String value) {
    if (value != null) {
      all.put(key, value);
    }
  }

  private static Map<String, String> read(Path file) {
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(in);
    } catch (IOException | IllegalArgumentException e) {
      throw usage("Cannot read --properties-file " + file + ": " + e);
    }
    Map<String, String> all = new TreeMap<>();
    properties
        .stringPropertyNames()
        .forEach(name -> all.put(name, properties.getProperty(name).trim()));
    return all;
  }
}
