package dev.firesteel.cli;

import dev.firesteel.api.config.ConfigKey;
import dev.firesteel.api.config.CoreKeys;
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
import org.jspecify.annotations.Nullable;

/** The settings that a command line means: {@code --conf} over options over the properties file. */
final class Settings {
  private Settings() {}

  static SortedMap<String, String> of(ApplicationOptions options, List<String> applicationJars) {
    SortedMap<String, String> all = new TreeMap<>();
    if (options.propertiesFile != null) {
      all.putAll(read(options.propertiesFile));
    }
    put(all, CoreKeys.MASTER, options.master);
    put(all, CoreKeys.APP_NAME, options.name);
    put(all, CoreKeys.EXECUTOR_MEMORY, options.executorMemory);
    put(all, CoreKeys.EXECUTOR_CORES, options.executorCores);
    put(all, CoreKeys.EXECUTORS, options.executors);
    List<String> jars = new ArrayList<>(applicationJars);
    jars.addAll(existing("--jars", options.jars));
    put(all, CoreKeys.JARS, jars.isEmpty() ? null : String.join(",", jars));
    List<String> files = existing("--files", options.files);
    put(all, CoreKeys.FILES, files.isEmpty() ? null : String.join(",", files));
    all.putAll(options.conf);
    if (!options.deployMode.equals("client")) {
      throw usage(
          "Cannot use --deploy-mode "
              + options.deployMode
              + ": master "
              + all.getOrDefault(CoreKeys.MASTER.name(), "local[*]")
              + " runs drivers only where they are started (use --deploy-mode client)");
    }
    return all;
  }

  static FiresteelException usage(String message) {
    return new FiresteelException(ErrorCategory.CONFIGURATION, message);
  }

  /** The path of an existing readable file, made absolute. */
  static String file(String option, String path) {
    Path file = Path.of(path);
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw usage("Cannot use " + option + " " + path + ": there is no such readable file");
    }
    return file.toAbsolutePath().normalize().toString();
  }

  private static List<String> existing(String option, List<String> paths) {
    return paths.stream().filter(path -> !path.isBlank()).map(path -> file(option, path)).toList();
  }

  private static void put(Map<String, String> all, ConfigKey<?> key, @Nullable String value) {
    if (value != null) {
      all.put(key.name(), value);
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
    properties.stringPropertyNames().forEach(name -> all.put(name, properties.getProperty(name).trim()));
    return all;
  }
}
