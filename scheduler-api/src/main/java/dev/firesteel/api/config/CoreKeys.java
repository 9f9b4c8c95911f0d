package dev.firesteel.api.config;

import java.time.Duration;
import java.util.List;

/** The settings that the core, the executors and more than one backend read. */
public final class CoreKeys implements ConfigKeys {
  /** The master URL. */
  public static final ConfigKey<String> MASTER =
      Keys.text(
          "firesteel.master",
          "local[*]",
          "Where executors come from: local[n], local-cluster[n,cores,MiB], or what a backend on the class path takes.");

  /** The application's name. */
  public static final ConfigKey<String> APP_NAME =
      Keys.text("firesteel.app.name", "firesteel", "Name of the application, for people.");

  /** Number of executors. */
  public static final ConfigKey<Integer> EXECUTORS =
      Keys.number(
              "firesteel.executor.instances",
              2,
              "Executors to obtain. Local masters say it in the URL.")
          .check(n -> n >= 1, "at least 1");

  /** Cores per executor. */
  public static final ConfigKey<Integer> EXECUTOR_CORES =
      Keys.number(
              "firesteel.executor.cores", 1, "Cores of an executor: tasks that it runs at a time.")
          .check(n -> n >= 1, "at least 1");

  /** Memory per executor. */
  public static final ConfigKey<Long> EXECUTOR_MEMORY =
      Keys.bytes("firesteel.executor.memory", "1g", "Heap of an executor's JVM.")
          .check(n -> n >= 64L << 20, "at least 64m");

  /** JVM options for executors. */
  public static final ConfigKey<String> EXECUTOR_JAVA_OPTIONS =
      Keys.text(
          "firesteel.executor.java-options",
          "",
          "Further options for executors' JVMs, separated by blanks.");

  /** Attempts of a task. */
  public static final ConfigKey<Integer> TASK_MAX_FAILURES =
      Keys.number(
              "firesteel.task.max-failures",
              4,
              "Failures of one task after which its job fails; local[n] uses 1 unless the URL says otherwise.")
          .check(n -> n >= 1, "at least 1");

  /** Attempts of a stage. */
  public static final ConfigKey<Integer> STAGE_MAX_ATTEMPTS =
      Keys.number(
              "firesteel.stage.max-attempts",
              4,
              "Times that a stage is run again because shuffle output was lost, before its job fails.")
          .check(n -> n >= 1, "at least 1");

  /** Default parallelism. */
  public static final ConfigKey<Integer> DEFAULT_PARALLELISM =
      Keys.number(
              "firesteel.default.parallelism",
              0,
              "Partitions of a shuffle or a parallelized collection where nothing else says; 0 means all cores of the executors, at least 2.")
          .check(n -> n >= 0, "at least 0");

  /** Limit on collected results. */
  public static final ConfigKey<Long> MAX_RESULT_SIZE =
      Keys.bytes(
          "firesteel.driver.max-result-size",
          "1g",
          "Serialized results of one job that the driver accepts; the job fails above it. 0 means no limit.");

  /** Wait for better locality. */
  public static final ConfigKey<Duration> LOCALITY_WAIT =
      Keys.duration(
          "firesteel.locality.wait",
          "3s",
          "Longest wait of a task set for a slot nearer to its data, for each locality level.");

  /** Directories for shuffle and spill files. */
  public static final ConfigKey<List<String>> LOCAL_DIRS =
      Keys.list(
          "firesteel.local.dirs",
          "",
          "Directories for shuffle, spill and cached blocks; empty means the system's directory for temporary files.");

  /** Share of the heap for execution and storage. */
  public static final ConfigKey<Double> MEMORY_FRACTION =
      Keys.fraction(
              "firesteel.memory.fraction",
              0.6,
              "Share of an executor's heap that execution and cached blocks may use together.")
          .check(f -> f > 0 && f <= 0.9, "above 0 and at most 0.9");

  /** Share of that memory that kept blocks hold against execution. */
  public static final ConfigKey<Double> STORAGE_FRACTION =
      Keys.fraction(
              "firesteel.memory.storage-fraction",
              0.5,
              "Part of the memory for execution and cached blocks up to which cached blocks are never evicted for execution.")
          .check(f -> f >= 0 && f <= 1, "from 0 to 1");

  /** Whether shuffle files are compressed. */
  public static final ConfigKey<Boolean> SHUFFLE_COMPRESS =
      Keys.flag(
          "firesteel.shuffle.compress",
          true,
          "Whether shuffle and spill files are compressed (LZ4).");

  /** Heartbeat interval. */
  public static final ConfigKey<Duration> HEARTBEAT_INTERVAL =
      Keys.duration(
          "firesteel.executor.heartbeat-interval",
          "2s",
          "How often an executor tells the driver that it lives.");

  /** Heartbeat time-out. */
  public static final ConfigKey<Duration> HEARTBEAT_TIMEOUT =
      Keys.duration(
          "firesteel.executor.heartbeat-timeout",
          "60s",
          "Silence after which an executor counts as lost, and after which an executor gives up its driver.");

  /** Registration time-out. */
  public static final ConfigKey<Duration> REGISTRATION_TIMEOUT =
      Keys.duration(
          "firesteel.executor.registration-timeout",
          "60s",
          "Time from the launch of an executor to its registration after which it counts as lost.");

  /** No resources time-out. */
  public static final ConfigKey<Integer> EXECUTOR_MAX_FAILURES =
      Keys.number(
              "firesteel.executor.max-failures",
              8,
              "Executors lost in a row without one finished task after which the application fails.")
          .check(n -> n >= 1, "at least 1");

  /** Grace time of a cancelled task. */
  public static final ConfigKey<Duration> TASK_CANCEL_GRACE =
      Keys.duration(
          "firesteel.task.cancel-grace",
          "30s",
          "Time that a cancelled task has to end; then its executor is replaced, so that its slot can be used again.");

  /** Jars. */
  public static final ConfigKey<List<String>> JARS =
      Keys.list(
          "firesteel.jars",
          "",
          "Jars with classes of the program, for driver and executors: paths or URIs.");

  /** Files. */
  public static final ConfigKey<List<String>> FILES =
      Keys.list(
          "firesteel.files",
          "",
          "Files that tasks find by name with TaskContext.current().file(name): paths or URIs, each with #NAME behind it if it is to have another name.");

  /** Archives. */
  public static final ConfigKey<List<String>> ARCHIVES =
      Keys.list(
          "firesteel.archives",
          "",
          "Archives (zip, jar, tar, tar.gz, tgz) that are unpacked for tasks, which find the directory by the archive's name, or the NAME in PATH#NAME, with TaskContext.current().file(name).");

  /** Progress. */
  public static final ConfigKey<Boolean> PROGRESS =
      Keys.flag(
          "firesteel.ui.progress",
          true,
          "Whether a progress bar is shown when standard error is a terminal.");

  @Override
  public String title() {
    return "Core";
  }

  @Override
  public List<ConfigKey<?>> keys() {
    return List.of(
        MASTER,
        APP_NAME,
        EXECUTORS,
        EXECUTOR_CORES,
        EXECUTOR_MEMORY,
        EXECUTOR_JAVA_OPTIONS,
        TASK_MAX_FAILURES,
        TASK_CANCEL_GRACE,
        STAGE_MAX_ATTEMPTS,
        EXECUTOR_MAX_FAILURES,
        DEFAULT_PARALLELISM,
        MAX_RESULT_SIZE,
        LOCALITY_WAIT,
        LOCAL_DIRS,
        MEMORY_FRACTION,
        STORAGE_FRACTION,
        SHUFFLE_COMPRESS,
        HEARTBEAT_INTERVAL,
        HEARTBEAT_TIMEOUT,
        REGISTRATION_TIMEOUT,
        JARS,
        FILES,
        ARCHIVES,
        PROGRESS);
  }
}
