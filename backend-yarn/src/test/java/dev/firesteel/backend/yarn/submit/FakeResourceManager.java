package dev.firesteel.backend.yarn.submit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.yarn.api.protocolrecords.GetNewApplicationResponse;
import org.apache.hadoop.yarn.api.records.ApplicationAttemptId;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.ApplicationSubmissionContext;
import org.apache.hadoop.yarn.api.records.ContainerId;
import org.apache.hadoop.yarn.api.records.ContainerReport;
import org.apache.hadoop.yarn.api.records.ContainerState;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.apache.hadoop.yarn.api.records.NodeId;
import org.apache.hadoop.yarn.api.records.Priority;
import org.apache.hadoop.yarn.api.records.Resource;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.apache.hadoop.yarn.exceptions.ApplicationNotFoundException;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.apache.hadoop.yarn.util.Records;
import org.jspecify.annotations.Nullable;

/** A ResourceManager that answers what a test has laid ready. */
final class FakeResourceManager implements ResourceManager {
  static final long TIME = 1_700_000_000_000L;

  final Map<ApplicationId, ApplicationReport> reports = new TreeMap<>();
  final List<ContainerReport> containers = new ArrayList<>();
  final List<ApplicationSubmissionContext> submitted = new ArrayList<>();
  final List<String> killed = new ArrayList<>();
  @Nullable YarnException refusal;

  static ApplicationId id(int number) {
    return ApplicationId.newInstance(TIME, number);
  }

  ApplicationReport report(int number, YarnApplicationState state, FinalApplicationStatus end) {
    ApplicationReport report = Records.newRecord(ApplicationReport.class);
    report.setApplicationId(id(number));
    report.setCurrentApplicationAttemptId(ApplicationAttemptId.newInstance(id(number), 1));
    report.setName("report");
    report.setUser("alice");
    report.setQueue("etl");
    report.setYarnApplicationState(state);
    report.setFinalApplicationStatus(end);
    report.setStartTime(TIME);
    report.setTrackingUrl("N/A");
    report.setDiagnostics("");
    reports.put(report.getApplicationId(), report);
    return report;
  }

  ContainerReport container(int number, String address) {
    ContainerReport report =
        ContainerReport.newInstance(
            ContainerId.newContainerId(ApplicationAttemptId.newInstance(id(1), 1), number),
            Resource.newInstance(1, 1),
            NodeId.newInstance("h1", 1),
            Priority.newInstance(1),
            0,
            0,
            "",
            "",
            0,
            ContainerState.RUNNING,
            address);
    containers.add(report);
    return report;
  }

  @Override
  public GetNewApplicationResponse create() throws YarnException {
    return GetNewApplicationResponse.newInstance(
        id(7), Resource.newInstance(64, 1), Resource.newInstance(4096, 2));
  }

  @Override
  public void submit(ApplicationSubmissionContext context) throws YarnException {
    if (refusal != null) {
      throw refusal;
    }
    submitted.add(context);
  }

  @Override
  public ApplicationReport report(ApplicationId application) throws YarnException {
    ApplicationReport report = reports.get(application);
    if (report == null) {
      throw new ApplicationNotFoundException("Application " + application + " doesn't exist");
    }
    return report;
  }

  @Override
  public List<ApplicationReport> list(String user) throws YarnException, IOException {
    if (refusal != null) {
      throw refusal;
    }
    return List.copyOf(reports.values());
  }

  @Override
  public void kill(ApplicationId application, String why) {
    killed.add(application + ": " + why);
  }

  @Override
  public List<ContainerReport> containers(ApplicationAttemptId attempt) {
    return containers;
  }

  @Override
  public void close() {}
}
