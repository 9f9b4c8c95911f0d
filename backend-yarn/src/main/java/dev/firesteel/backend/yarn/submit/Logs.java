package dev.firesteel.backend.yarn.submit;

import dev.firesteel.api.backend.LogReader;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.backend.yarn.rm.RmErrors;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.ContainerReport;
import org.apache.hadoop.yarn.api.records.LogAggregationStatus;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.apache.logging.log4j.LogManager;
import org.jspecify.annotations.Nullable;

/** Logs of running applications from their nodes, of ended ones from where YARN collects them. */
final class Logs {
  /** Where logs are when nobody collects them. */
  static final String NOT_COLLECTED =
      "the cluster does not collect logs (set yarn.log-aggregation-enable to true there); those of"
          + " its containers stay on their nodes, in yarn.nodemanager.log-dirs, for"
          + " yarn.nodemanager.log.retain-seconds";

  private final Configuration conf;
  private final ResourceManager manager;
  private final RunningLogs running;
  private final CollectedLogs collected;

  Logs(Configuration conf, ResourceManager manager, RunningLogs running, CollectedLogs collected) {
    this.conf = conf;
    this.manager = manager;
    this.running = running;
    this.collected = collected;
  }

  /** Logs of a container on its node. */
  interface RunningLogs {
    /**
     * Reads them.
     *
     * @throws IOException if the node does not answer, or not to this user
     */
    void read(ContainerReport container, LogReader reader) throws IOException;
  }

  /** Logs that YARN has collected. */
  interface CollectedLogs {
    /**
     * Reads them.
     *
     * @throws IOException if there are none, or they cannot be read
     */
    void read(ApplicationReport application, LogReader reader) throws IOException;
  }

  void read(ApplicationReport application, LogReader reader) {
    YarnApplicationState state = application.getYarnApplicationState();
    switch (state) {
      case RUNNING -> ofRunning(application, reader);
      case FINISHED, FAILED, KILLED -> ofEnded(application, reader);
      default ->
          throw failure(
              application,
              "it is " + state + ": nothing of it runs yet (firesteel status tells why it waits)",
              null);
    }
  }

  private void ofRunning(ApplicationReport application, LogReader reader) {
    List<ContainerReport> containers;
    try {
      containers = manager.containers(application.getCurrentApplicationAttemptId());
    } catch (YarnException | IOException e) {
      throw RmErrors.of("list the containers of " + application.getApplicationId(), conf, e);
    }
    IOException last = null;
    int readable = 0;
    for (ContainerReport each : containers) {
      try {
        running.read(each, reader);
        readable++;
      } catch (IOException e) {
        last = e;
        LogManager.getLogger(Logs.class)
            .warn("Cannot read the logs of {}: {}", each.getContainerId(), e.getMessage());
      }
    }
    if (last != null && readable == 0) {
      throw failure(application, last.getMessage(), last);
    }
  }

  private void ofEnded(ApplicationReport application, LogReader reader) {
    try {
      collected.read(application, reader);
    } catch (IOException e) {
      throw failure(application, why(application.getLogAggregationStatus(), e), e);
    }
  }

  private static String why(@Nullable LogAggregationStatus status, IOException e) {
    if (status == null) {
      return notCollected(e);
    }
    return switch (status) {
      case DISABLED -> NOT_COLLECTED;
      case NOT_START, RUNNING, RUNNING_WITH_FAILURE ->
          "YARN is still collecting its logs (try again in some seconds): " + e.getMessage();
      case FAILED, TIME_OUT -> "YARN could not collect all its logs: " + e.getMessage();
      case SUCCEEDED -> notCollected(e);
    };
  }

  private static String notCollected(IOException e) {
    return "there are no collected logs of it that this user can read (they are kept for"
        + " yarn.log-aggregation.retain-seconds, where yarn.log-aggregation-enable is true): "
        + e.getMessage();
  }

  private static FiresteelException failure(
      ApplicationReport application, @Nullable String why, @Nullable Exception cause) {
    return new FiresteelException(
        ErrorCategory.INPUT_OUTPUT,
        "Cannot read the logs of " + application.getApplicationId() + ": " + why,
        cause);
  }
}
