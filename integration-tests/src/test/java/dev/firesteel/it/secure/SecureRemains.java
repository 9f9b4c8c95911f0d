package dev.firesteel.it.secure;

import dev.firesteel.api.config.Config;
import dev.firesteel.backend.yarn.rm.YarnSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.NodeReport;
import org.apache.hadoop.yarn.api.records.NodeState;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.exceptions.YarnException;

/** What applications have left in a secured cluster, asked for as a user who has logged in. */
final class SecureRemains {
  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);

  private SecureRemains() {}

  /** How the newest application ended, and its files; waits until no container runs. */
  static String of(Map<String, String> settings) throws IOException, YarnException {
    Configuration conf = YarnSettings.load(Config.of(settings));
    try (YarnClient client = YarnClient.createYarnClient();
        FileSystem files = FileSystem.newInstance(conf)) {
      client.init(conf);
      client.start();
      long start = System.nanoTime();
      while (containers(client) > 0) {
        if (System.nanoTime() - start > LIMIT_NANOS) {
          return containers(client) + " containers";
        }
        LockSupport.parkNanos(STEP_NANOS);
      }
      ApplicationReport newest =
          client.getApplications().stream()
              .max(Comparator.comparing(ApplicationReport::getApplicationId))
              .orElseThrow();
      List<String> left = new ArrayList<>();
      collect(files, files.getHomeDirectory(), left);
      return newest.getYarnApplicationState()
          + " "
          + newest.getFinalApplicationStatus()
          + ", files "
          + left;
    }
  }

  private static int containers(YarnClient client) throws IOException, YarnException {
    return client.getNodeReports(NodeState.RUNNING).stream()
        .mapToInt(NodeReport::getNumContainers)
        .sum();
  }

  private static void collect(FileSystem files, Path directory, List<String> found)
      throws IOException {
    for (FileStatus each : files.listStatus(directory)) {
      if (each.getPath().getName().startsWith("application_")) {
        found.add(each.getPath().toUri().getPath());
      } else if (each.isDirectory()) {
        collect(files, each.getPath(), found);
      }
    }
  }
}
