package dev.firesteel.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every command that runs an application, under the names that users of spark-submit know. */
final class ApplicationOptions {
  @Option(names = "--master", paramLabel = "URL", description = "Where executors come from (default: local[*]).")
  @Nullable String master;

  @Option(
      names = "--deploy-mode",
      paramLabel = "MODE",
      description = "client: the driver runs here (default). cluster: the cluster runs it.")
  String deployMode = "client";

  @Option(names = "--name", paramLabel = "NAME", description = "Name of the application.")
  @Nullable String name;

  @Option(
      names = "--jars",
      split = ",",
      paramLabel = "JAR",
      description = "Further jars for driver and executors, separated by commas.")
  List<String> jars = List.of();

  @Option(
      names = "--files",
      split = ",",
      paramLabel = "FILE",
      description = "Files that tasks find by name, separated by commas.")
  List<String> files = List.of();

  @Option(
      names = {"--conf", "-c"},
      paramLabel = "KEY=VALUE",
      description = "A setting; may be repeated. 'firesteel config' lists all.")
  Map<String, String> conf = new LinkedHashMap<>();

  @Option(
      names = "--properties-file",
      paramLabel = "FILE",
      description = "Settings from a properties file; options and --conf are stronger.")
  @Nullable Path propertiesFile;

  @Option(
      names = "--driver-memory",
      paramLabel = "SIZE",
      description = "Heap of the driver's JVM, such as 2g. Taken by the launcher script.")
  @Nullable String driverMemory;

  @Option(names = "--executor-memory", paramLabel = "SIZE", description = "Heap of an executor's JVM.")
  @Nullable String executorMemory;

  @Option(names = "--executor-cores", paramLabel = "N", description = "Cores of an executor.")
  @Nullable String executorCores;

  @Option(names = "--num-executors", paramLabel = "N", description = "Number of executors.")
  @Nullable String executors;

  @Option(
      names = {"--verbose", "-v"},
      description = "Log what happens, and print the settings first.")
  boolean verbose;

  @Option(names = {"--help", "-h"}, usageHelp = true, description = "Show this help.")
  boolean help;
}
