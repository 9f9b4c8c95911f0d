package dev.firesteel.backend.yarn.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.LossReason;
import dev.firesteel.backend.yarn.container.EndedContainer.MemorySettings;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.yarn.api.records.ContainerExitStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExitStatusesTest {
  private static final String PAGE = "http://h1:8042/node/containerlogs/container_1/me";
  private static final EndedContainer ENDED =
      new EndedContainer("Executor 3", "h1", 512, 896, MemorySettings.EXECUTOR, PAGE);

  private static final Map<Integer, LossCause> CAUSES =
      Map.ofEntries(
          Map.entry(ContainerExitStatus.SUCCESS, LossCause.EXITED),
          Map.entry(ContainerExitStatus.INVALID, LossCause.LAUNCH_FAILED),
          Map.entry(ContainerExitStatus.ABORTED, LossCause.HOST_LOST),
          Map.entry(ContainerExitStatus.DISKS_FAILED, LossCause.DISK_FAILED),
          Map.entry(ContainerExitStatus.PREEMPTED, LossCause.PREEMPTED),
          Map.entry(ContainerExitStatus.KILLED_EXCEEDED_VMEM, LossCause.MEMORY_EXCEEDED),
          Map.entry(ContainerExitStatus.KILLED_EXCEEDED_PMEM, LossCause.MEMORY_EXCEEDED),
          Map.entry(ContainerExitStatus.KILLED_BY_APPMASTER, LossCause.RELEASED),
          Map.entry(ContainerExitStatus.KILLED_BY_RESOURCEMANAGER, LossCause.PREEMPTED),
          Map.entry(ContainerExitStatus.KILLED_AFTER_APP_COMPLETION, LossCause.STOPPED),
          Map.entry(ContainerExitStatus.KILLED_BY_CONTAINER_SCHEDULER, LossCause.PREEMPTED),
          Map.entry(ContainerExitStatus.KILLED_FOR_EXCESS_LOGS, LossCause.EXITED));

  private static Stream<Integer> statuses() throws IllegalAccessException {
    List<Integer> all = new ArrayList<>();
    for (var field : ContainerExitStatus.class.getFields()) {
      if (Modifier.isStatic(field.getModifiers()) && field.getType() == int.class) {
        all.add(field.getInt(null));
      }
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("statuses")
  void eachStatusOfYarnHasItsCause(int status) {
    LossReason reason = ExitStatuses.reason(ENDED, status, "[2026-11-22 20:00:00.000]its words");
    assertThat(reason.cause()).isEqualTo(CAUSES.get(status));
    assertThat(reason.exitCode().isPresent()).isEqualTo(status >= 0);
    assertThat(reason.diagnostics()).contains("xecutor 3");
    assertThat(reason.logAddress()).isEqualTo(PAGE);
  }

  @Test
  void statusOfANewerYarnIsNotTheApplicationsFault() {
    LossReason reason = ExitStatuses.reason(ENDED, -110, "new words");
    assertThat(reason.cause().fault()).isEqualTo(LossCause.Fault.CLUSTER);
    assertThat(reason.diagnostics()).contains("-110", "new words");
  }

  @ParameterizedTest
  @CsvSource({
    "Container released on a *lost* node, HOST_LOST",
    "Container released by application, RELEASED",
    "Container of a completed application, STOPPED",
    "Container preempted by scheduler, PREEMPTED",
    "Container expired since it was unused, LAUNCH_FAILED",
    "'', HOST_LOST"
  })
  void abortedMeansWhatTheWordsSay(String words, LossCause cause) {
    assertThat(ExitStatuses.reason(ENDED, ContainerExitStatus.ABORTED, words).cause())
        .isEqualTo(cause);
  }

  @Test
  void exceededMemoryNamesSizesUseAndKey() {
    String words =
        "[2026-11-22 20:00:00.000]Container [pid=31,containerID=container_1] is running 70000B"
            + " beyond the 'PHYSICAL' memory limit. Current usage: 900.1 MB of 896 MB physical memory"
            + " used; 3.1 GB of 1.8 GB virtual memory used. Killing container.\n"
            + "Dump of the process-tree for container_1 :\n\t|- PID PPID\n\t|- 31 30 java -Xmx512m";
    LossReason reason = ExitStatuses.reason(ENDED, ContainerExitStatus.KILLED_EXCEEDED_PMEM, words);
    assertThat(reason.diagnostics())
        .isEqualTo(
            "Executor 3 was killed on h1 because it used more memory than its container has, 896 MiB"
                + " for a heap of 512 MiB and all else: 900.1 MB of 896 MB (raise"
                + " firesteel.executor.memory-overhead, or use less memory outside the heap)");
    assertThat(
            ExitStatuses.reason(ENDED, ContainerExitStatus.KILLED_EXCEEDED_VMEM, words)
                .diagnostics())
        .contains("3.1 GB of 1.8 GB", "firesteel.executor.memory-overhead", "vmem-check-enabled");
  }

  @Test
  void driversMemoryHasKeysOfItsOwn() {
    EndedContainer driver =
        new EndedContainer("The driver", "h1", 512, 896, MemorySettings.DRIVER, PAGE);
    assertThat(
            ExitStatuses.reason(driver, ContainerExitStatus.KILLED_EXCEEDED_PMEM, "").diagnostics())
        .contains("firesteel.driver.memory-overhead");
    assertThat(ExitStatuses.reason(driver, 24, "").diagnostics())
        .contains("firesteel.driver.memory,");
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 24})
  void fullHeapNamesItsKey(int code) {
    String log = code == 3 ? "Terminating due to java.lang.OutOfMemoryError: Java heap space" : "";
    LossReason reason = ExitStatuses.reason(ENDED, code, failed(code, log));
    assertThat(reason.cause()).isEqualTo(LossCause.MEMORY_EXCEEDED);
    assertThat(reason.exitCode()).hasValue(code);
    assertThat(reason.diagnostics())
        .isEqualTo(
            "Executor 3 ended on h1 because its heap of 512 MiB is full (raise"
                + " firesteel.executor.memory, or use more and smaller partitions)");
  }

  @Test
  void code3WithoutAnErrorIsTheProgramsOwn() {
    assertThat(ExitStatuses.reason(ENDED, 3, failed(3, "bye")).cause()).isEqualTo(LossCause.EXITED);
  }

  @Test
  void exhaustedMetaspaceIsNoFullHeap() {
    String log = "Terminating due to java.lang.OutOfMemoryError: Metaspace";
    assertThat(ExitStatuses.reason(ENDED, 3, failed(3, log)).diagnostics())
        .doesNotContain("heap")
        .contains("classes");
  }

  @ParameterizedTest
  @CsvSource({
    "137, SIGKILL",
    "143, SIGTERM",
    "139, SIGSEGV",
    "134, SIGABRT",
    "130, SIGINT",
    "154, unknown"
  })
  void signalIsNamed(int code, String name) {
    LossReason reason =
        ExitStatuses.reason(
            ENDED,
            code,
            "[2026-11-22 20:00:00.000]Container killed on request. Exit code is " + code);
    assertThat(reason.cause()).isEqualTo(LossCause.EXITED);
    assertThat(reason.diagnostics()).contains(name);
    assertThat(reason.exitCode().isPresent()).isEqualTo(code != 154);
  }

  /** With control groups the kernel ends what is too large, and nobody says why. */
  @Test
  void killedProcessMayHaveExceededItsMemory() {
    assertThat(ExitStatuses.reason(ENDED, 137, "").diagnostics())
        .contains("container's of 896 MiB", "firesteel.executor.memory-overhead");
  }

  @Test
  void crashedJvmPointsToItsReport() {
    assertThat(ExitStatuses.reason(ENDED, 134, "").diagnostics()).contains("jvm-error");
  }

  @Test
  void signalThroughYarnIsAUsers() {
    LossReason reason =
        ExitStatuses.reason(
            ENDED,
            137,
            "[2026-11-22 20:00:00.000]Sent signal FORCEFUL_SHUTDOWN (SIGKILL) to pid 4711 as user"
                + " operator for container container_1, result=success\n"
                + "[2026-11-22 20:00:01.000]Container killed on request. Exit code is 137");
    assertThat(reason.cause()).isEqualTo(LossCause.KILLED_BY_USER);
    assertThat(reason.diagnostics()).contains("operator");
  }

  @Test
  void exitedProcessShowsTheEndOfItsLogOnly() {
    String log = "Picked up JAVA_TOOL_OPTIONS: -Dx=y\nfirst\n[2026-11-22 19:59:59.000]second";
    LossReason reason = ExitStatuses.reason(ENDED, 7, failed(7, log));
    assertThat(reason.cause()).isEqualTo(LossCause.EXITED);
    assertThat(reason.exitCode()).hasValue(7);
    assertThat(reason.diagnostics())
        .isEqualTo(
            "Executor 3 ended on h1 by itself with exit code 7; the end of its log:\nfirst\n"
                + "[2026-11-22 19:59:59.000]second");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Unrecognized VM option 'Nonsense' | firesteel.executor.java-options",
        "java.lang.UnsupportedClassVersionError: X has been compiled | environment.JAVA_HOME",
        "Could not reserve enough space for 9000 object heap | firesteel.executor.memory",
        "Error: Could not find or load main class dev.X | class path"
      })
  void jvmThatDoesNotBeginSaysWhatToDo(String log, String advice) {
    LossReason reason = ExitStatuses.reason(ENDED, 1, failed(1, log));
    assertThat(reason.cause()).isEqualTo(LossCause.EXITED);
    assertThat(reason.diagnostics()).contains(advice).endsWith(log);
  }

  @Test
  void missingJavaIsAFailedLaunch() {
    String log = "/bin/bash: line 1: /no/such/bin/java: No such file or directory";
    LossReason reason = ExitStatuses.reason(ENDED, 127, failed(127, log));
    assertThat(reason.cause()).isEqualTo(LossCause.LAUNCH_FAILED);
    assertThat(reason.diagnostics())
        .startsWith("Cannot start executor 3 on h1: there is no Java")
        .contains("firesteel.yarn.environment.JAVA_HOME", log);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "File does not exist: hdfs://nn:8020/cache/ab.jar java.io.FileNotFoundException: File does"
            + " not exist: hdfs://nn:8020/cache/ab.jar | cannot find hdfs://nn:8020/cache/ab.jar",
        "Resource hdfs://nn:8020/a.jar changed on src filesystem - expected: 1, was: 2 |"
            + " hdfs://nn:8020/a.jar has changed",
        "Permission denied: user=me, access=READ, inode=\"/a.jar\" | may not read",
        "org.apache.hadoop.util.DiskChecker$DiskErrorException: No space available in any of the"
            + " local directories. | no disk with enough room"
      })
  void failedLocalizationNamesTheFileAndWhy(String words, String told) {
    LossReason reason =
        ExitStatuses.reason(
            ENDED,
            ContainerExitStatus.INVALID,
            "[2026-11-22 20:00:00.000]"
                + words
                + "\n\tat org.apache.hadoop.X.y(X.java:1)\n\n"
                + "For more detailed output, check the application tracking page: http://x");
    assertThat(reason.cause()).isEqualTo(LossCause.LAUNCH_FAILED);
    assertThat(reason.diagnostics()).contains(told).doesNotContain("X.java", "tracking page");
  }

  /** What DefaultContainerExecutor and ContainerLaunch say of a process that fails. */
  private static String failed(int code, String stderr) {
    String exited =
        "[2026-11-22 20:00:00.001]Container exited with a non-zero exit code "
            + code
            + ". Error file: prelaunch.err.\nLast 4096 bytes of prelaunch.err :\n"
            + "Last 4096 bytes of stderr :\n"
            + stderr
            + "\n\n\n";
    return "[2026-11-22 20:00:00.000]Exception from container-launch.\nContainer id: container_1\n"
        + "Exit code: "
        + code
        + "\n\n"
        + exited
        + exited;
  }
}
