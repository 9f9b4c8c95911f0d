package dev.firesteel.it.yarn;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.NodeReport;
import org.apache.hadoop.yarn.api.records.NodeState;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.exceptions.YarnException;

/** What applications may not leave in a cluster: processes, containers, files. */
final class Remains {
  /** The cluster's default. */
  private static final String AGGREGATED_LOGS = "/tmp/logs";

  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(90);

  private final Yarn yarn;

  Remains(Yarn yarn) {
    this.yarn = yarn;
  }

  /** Waits until none of these processes, no container and no file of an application is left. */
  void assertNone(Collection<Long> processes) throws Exception {
    assertNoneRuns(processes);
    List<String> left = applicationFiles();
    if (!left.isEmpty()) {
      throw new AssertionError("Files of applications are left: " + left);
    }
  }

  /** Waits until none of these processes and no container is left. */
  void assertNoneRuns(Collection<Long> processes) throws Exception {
    long start = System.nanoTime();
    List<String> left = running(processes);
    while (!left.isEmpty()) {
      if (System.nanoTime() - start > LIMIT_NANOS) {
        throw new AssertionError("There is still " + left);
      }
      LockSupport.parkNanos(STEP_NANOS);
      left = running(processes);
    }
  }

  private List<String> running(Collection<Long> processes) throws IOException, YarnException {
    List<String> left = new ArrayList<>();
    for (long pid : processes) {
      ProcessHandle.of(pid)
          .filter(ProcessHandle::isAlive)
          .ifPresent(each -> left.add("process " + pid + " " + mainClass(each)));
    }
    try (YarnClient client = yarn.client()) {
      for (ApplicationReport each :
          client.getApplications(
              EnumSet.of(YarnApplicationState.ACCEPTED, YarnApplicationState.RUNNING))) {
        left.add(each.getApplicationId() + " " + each.getYarnApplicationState());
      }
      for (NodeReport node : client.getNodeReports(NodeState.RUNNING)) {
        if (node.getNumContainers() > 0) {
          left.add(node.getNumContainers() + " containers on " + node.getNodeId());
        }
      }
    }
    return left;
  }

  private static String mainClass(ProcessHandle process) {
    return Arrays.stream(process.info().arguments().orElse(new String[0]))
        .filter(word -> word.startsWith("dev.firesteel."))
        .findFirst()
        .orElse("");
  }

  /** How the newest application ended, as the ResourceManager tells it. */
  ApplicationReport newest() throws IOException, YarnException {
    return newest(1).get(0);
  }

  /** The same of so many. */
  List<ApplicationReport> newest(int count) throws IOException, YarnException {
    try (YarnClient client = yarn.client()) {
      return client.getApplications().stream()
          .sorted(Comparator.comparing(ApplicationReport::getApplicationId).reversed())
          .limit(count)
          .toList();
    }
  }

  /** Everything in the file system that is named after an application, but for kept logs. */
  List<String> applicationFiles() throws IOException {
    List<String> all = new ArrayList<>();
    try (FileSystem files = yarn.hdfs().client()) {
      collect(files, new Path("/"), all);
    }
    return all;
  }

  private static void collect(FileSystem files, Path directory, List<String> found)
      throws IOException {
    for (FileStatus each : files.listStatus(directory)) {
      if (each.getPath().toUri().getPath().equals(AGGREGATED_LOGS)) {
        continue;
      }
      if (each.getPath().getName().startsWith("application_")) {
        found.add(each.getPath().toUri().getPath());
      } else if (each.isDirectory()) {
        collect(files, each.getPath(), found);
      }
    }
  }
}
