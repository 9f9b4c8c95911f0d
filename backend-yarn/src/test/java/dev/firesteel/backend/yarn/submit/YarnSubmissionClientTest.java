package dev.firesteel.backend.yarn.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.backend.ApplicationStatus;
import dev.firesteel.api.backend.ApplicationStatus.State;
import dev.firesteel.api.backend.LogReader;
import dev.firesteel.api.backend.SubmissionClient.Submission;
import dev.firesteel.api.backend.SubmissionClient.Submitter;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.backend.yarn.staging.StagedProgram;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.ApplicationSubmissionContext;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.apache.hadoop.yarn.api.records.LogAggregationStatus;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.junit.jupiter.api.Test;

class YarnSubmissionClientTest {
  private static final String ONE = FakeResourceManager.id(1).toString();

  private final Configuration conf = new Configuration(false);
  private final FakeResourceManager manager = new FakeResourceManager();
  private final List<ApplicationId> prepared = new ArrayList<>();
  private final Preparation preparation =
      (application, config) -> {
        prepared.add(application);
        return new PreparedDriver(
            new StagedProgram(Map.of(), List.of("runtime/lib/a.jar"), Optional.empty(), List.of()),
            new Credentials());
      };
  private final YarnSubmissionClient client =
      new YarnSubmissionClient(
          conf,
          "alice",
          manager,
          new Submitting(conf, "alice", manager, preparation),
          new Reports(() -> FakeResourceManager.TIME + 12_000),
          new Logs(conf, manager, this::runningLog, this::collectedLog));

  private void runningLog(
      org.apache.hadoop.yarn.api.records.ContainerReport container, LogReader reader)
      throws IOException {
    if (container.getNodeHttpAddress().isEmpty()) {
      throw new IOException("no address");
    }
    reader.read(
        LogFiles.of(container.getContainerId().toString(), "h1", "stderr"),
        new ByteArrayInputStream("running".getBytes(StandardCharsets.UTF_8)));
  }

  private void collectedLog(ApplicationReport application, LogReader reader) throws IOException {
    if (application.getApplicationId().getId() != 1) {
      throw new IOException("no such directory");
    }
    reader.read(
        LogFiles.of("c_1", "h1", "stderr"),
        new ByteArrayInputStream("ended".getBytes(StandardCharsets.UTF_8)));
  }

  private static Submission submission(Map<String, String> settings) {
    return new Submission("report", "com.acme.Report", List.of("in"), Config.of(settings));
  }

  @Test
  void aDriverThatFitsNoNodeIsRefusedBeforeAnythingIsUploaded() {
    assertThatThrownBy(() -> client.submit(submission(Map.of("firesteel.driver.memory", "8g"))))
        .isInstanceOfSatisfying(
            FiresteelException.class,
            e -> assertThat(e.category()).isEqualTo(ErrorCategory.CONFIGURATION))
        .hasMessageContaining("needs 9011 MiB and the cluster's largest has 4096 MiB")
        .hasMessageContaining("lower firesteel.driver.memory");
    assertThatThrownBy(() -> client.submit(submission(Map.of("firesteel.driver.cores", "3"))))
        .hasMessageContaining("lower firesteel.driver.cores");
    assertThat(prepared).isEmpty();
  }

  @Test
  void supervisionIsRefusedWithWhatThereIsInstead() {
    assertThatThrownBy(
            () -> client.submit(submission(Map.of("firesteel.driver.supervise", "true"))))
        .isInstanceOfSatisfying(
            FiresteelException.class,
            e -> assertThat(e.category()).isEqualTo(ErrorCategory.CONFIGURATION))
        .hasMessageContaining("firesteel.yarn.max-attempts=N");
    assertThat(prepared).isEmpty();
  }

  @Test
  void aRefusedApplicationIsToldWithWhatToDo() {
    manager.refusal =
        new YarnException(
            "Failed to submit application_1 to YARN : Application application_1 submitted by user"
                + " aliceApplication application_1 submitted by user alice to unknown queue: etl");
    assertThatThrownBy(() -> client.submit(submission(Map.of())))
        .isInstanceOfSatisfying(
            FiresteelException.class,
            e -> assertThat(e.category()).isEqualTo(ErrorCategory.CONFIGURATION))
        .hasMessage(
            "Cannot submit to YARN: Application application_1 submitted by user alice to unknown"
                + " queue: etl (correct firesteel.yarn.queue)");
  }

  @Test
  void submitsWhatTheSettingsSay() {
    assertThat(
            client.submit(
                submission(
                    Map.of(
                        "firesteel.driver.memory", "512m",
                        "firesteel.driver.cores", "2",
                        "firesteel.yarn.queue", "etl",
                        "firesteel.yarn.max-attempts", "3",
                        "firesteel.yarn.attempts-validity", "10m",
                        "firesteel.yarn.master-node-label", "ssd",
                        "firesteel.driver.java-options", "-Da=b",
                        "firesteel.secret", "s3cret"))))
        .satisfies(
            submitted -> {
              assertThat(submitted.application()).endsWith("_0007");
              assertThat(submitted.submitter()).isEqualTo(Submitter.WAITS);
            });
    ApplicationSubmissionContext context = manager.submitted.get(0);
    assertThat(context.getApplicationType()).isEqualTo("FIRESTEEL");
    assertThat(context.getApplicationName()).isEqualTo("report");
    assertThat(context.getQueue()).isEqualTo("etl");
    assertThat(context.getMaxAppAttempts()).isEqualTo(3);
    assertThat(context.getAttemptFailuresValidityInterval()).isEqualTo(600_000);
    assertThat(context.getKeepContainersAcrossApplicationAttempts()).isFalse();
    assertThat(context.getNodeLabelExpression()).as("that of executors too").isNull();
    assertThat(context.getAMContainerResourceRequests())
        .singleElement()
        .satisfies(
            ask -> {
              assertThat(ask.getNodeLabelExpression()).isEqualTo("ssd");
              assertThat(ask.getCapability()).isEqualTo(context.getResource());
            });
    assertThat(context.getResource().getMemorySize()).isEqualTo(512 + 384);
    assertThat(context.getResource().getVirtualCores()).isEqualTo(2);
    assertThat(context.getAMContainerSpec().getCommands().toString())
        .contains("-Xmx512m", "-Da=b", "runtime/lib/a.jar", "ApplicationMaster", "ExitReport")
        .doesNotContain("s3cret");
    assertThat(context.getAMContainerSpec().getEnvironment().toString()).doesNotContain("s3cret");
    assertThat(context.toString()).doesNotContain("s3cret");
  }

  @Test
  void detachesWhereTheSettingsSaySo() {
    assertThat(client.submit(submission(Map.of("firesteel.yarn.submit.wait", "false"))).submitter())
        .isEqualTo(Submitter.DETACHES);
  }

  @Test
  void unknownAndMalformedApplicationsAreToldApart() {
    assertThat(client.status(ONE)).isEmpty();
    assertThatThrownBy(() -> client.status("wordcount"))
        .hasMessageContaining("'wordcount' is no application of YARN")
        .hasMessageContaining("application_1700000000000_0001");
    for (Runnable each :
        List.<Runnable>of(() -> client.kill(ONE), () -> client.logs(ONE, (file, content) -> {}))) {
      assertThatThrownBy(each::run)
          .isInstanceOfSatisfying(
              FiresteelException.class,
              e -> assertThat(e.category()).isEqualTo(ErrorCategory.CONFIGURATION))
          .hasMessageContaining("YARN does not know it");
    }
  }

  @Test
  void statesAreThoseOfTheApplicationRatherThanOfItsContainer() {
    assertThat(state(YarnApplicationState.SUBMITTED, FinalApplicationStatus.UNDEFINED))
        .isEqualTo(State.ACCEPTED);
    assertThat(state(YarnApplicationState.RUNNING, FinalApplicationStatus.UNDEFINED))
        .isEqualTo(State.RUNNING);
    assertThat(state(YarnApplicationState.FINISHED, FinalApplicationStatus.SUCCEEDED))
        .isEqualTo(State.SUCCEEDED);
    assertThat(state(YarnApplicationState.FINISHED, FinalApplicationStatus.FAILED))
        .isEqualTo(State.FAILED);
    assertThat(state(YarnApplicationState.FINISHED, FinalApplicationStatus.KILLED))
        .isEqualTo(State.KILLED);
    assertThat(state(YarnApplicationState.KILLED, FinalApplicationStatus.KILLED))
        .isEqualTo(State.KILLED);
    assertThat(state(YarnApplicationState.FAILED, FinalApplicationStatus.FAILED))
        .isEqualTo(State.FAILED);
  }

  private State state(YarnApplicationState state, FinalApplicationStatus end) {
    manager.report(1, state, end);
    return client.status(ONE).orElseThrow().state();
  }

  @Test
  void whyItWaitsIsOneLineWithoutItsTime() {
    manager
        .report(1, YarnApplicationState.ACCEPTED, FinalApplicationStatus.UNDEFINED)
        .setDiagnostics(
            "[Sun Nov 22 21:40:26 +0000 2026] Application is added to the scheduler and is not yet"
                + " activated.\n Queue's AM resource limit exceeded. ");
    ApplicationStatus status = client.status(ONE).orElseThrow();
    assertThat(status.diagnostics())
        .isEqualTo(
            "Application is added to the scheduler and is not yet activated. Queue's AM resource"
                + " limit exceeded.");
    assertThat(status.age()).isEqualTo(Duration.ofSeconds(12));
    assertThat(status.ran()).isEmpty();
    assertThat(status.tracking()).isEmpty();
  }

  @Test
  void figuresOfTheQueueAreLeftOutWhereNothingIsWrong() {
    manager
        .report(1, YarnApplicationState.ACCEPTED, FinalApplicationStatus.UNDEFINED)
        .setDiagnostics(
            "[Sun Nov 22 21:40:26 +0000 2026] Application is Activated, waiting for resources to be"
                + " assigned for AM.  Last Node which was processed for the application : h1:1 (\n"
                + "Partition : [] ). Details : AM Partition = <DEFAULT_PARTITION> ; ");
    assertThat(client.status(ONE).orElseThrow().diagnostics())
        .isEqualTo("Application is Activated, waiting for resources to be assigned for AM");
  }

  @Test
  void endedApplicationsTellHowLongTheyRan() {
    manager
        .report(1, YarnApplicationState.FINISHED, FinalApplicationStatus.SUCCEEDED)
        .setFinishTime(FakeResourceManager.TIME + 9_000);
    assertThat(client.status(ONE).orElseThrow().ran()).contains(Duration.ofSeconds(9));
  }

  @Test
  void theNewestComeFirst() {
    for (int number = 1; number <= 3; number++) {
      manager.report(number, YarnApplicationState.RUNNING, FinalApplicationStatus.UNDEFINED);
    }
    assertThat(client.list())
        .extracting(ApplicationStatus::application)
        .containsExactly(
            FakeResourceManager.id(3).toString(), FakeResourceManager.id(2).toString(), ONE);
  }

  @Test
  void killLeavesEndedOnesAlone() {
    manager.report(1, YarnApplicationState.FINISHED, FinalApplicationStatus.SUCCEEDED);
    client.kill(ONE);
    assertThat(manager.killed).isEmpty();
    manager.report(1, YarnApplicationState.RUNNING, FinalApplicationStatus.UNDEFINED);
    client.kill(ONE);
    assertThat(manager.killed).containsExactly(ONE + ": Killed by alice with firesteel kill");
  }

  @Test
  void logsOfWaitingApplicationsAreNoneYet() {
    manager.report(1, YarnApplicationState.ACCEPTED, FinalApplicationStatus.UNDEFINED);
    assertThatThrownBy(() -> logs(1)).hasMessageContaining("nothing of it runs yet");
  }

  @Test
  void logsOfRunningApplicationsComeFromTheirNodes() {
    manager.report(1, YarnApplicationState.RUNNING, FinalApplicationStatus.UNDEFINED);
    manager.container(1, "");
    assertThatThrownBy(() -> logs(1)).hasMessageContaining("no address");
    manager.container(2, "h1:8042");
    assertThat(logs(1)).containsExactly("running");
  }

  @Test
  void logsOfEndedApplicationsComeFromWhereTheyAreCollected() {
    manager.report(1, YarnApplicationState.KILLED, FinalApplicationStatus.KILLED);
    assertThat(logs(1)).containsExactly("ended");
    ApplicationReport other =
        manager.report(2, YarnApplicationState.FAILED, FinalApplicationStatus.FAILED);
    other.setLogAggregationStatus(LogAggregationStatus.DISABLED);
    assertThatThrownBy(() -> logs(2))
        .hasMessageContaining("set yarn.log-aggregation-enable to true");
    assertThat(client.status(other.getApplicationId().toString()).orElseThrow().noLogs())
        .contains("the cluster does not collect logs", "yarn.nodemanager.log-dirs");
    other.setLogAggregationStatus(LogAggregationStatus.RUNNING);
    assertThatThrownBy(() -> logs(2)).hasMessageContaining("try again in some seconds");
    other.setLogAggregationStatus(LogAggregationStatus.SUCCEEDED);
    assertThatThrownBy(() -> logs(2)).hasMessageContaining("no such directory");
  }

  private List<String> logs(int number) {
    List<String> texts = new ArrayList<>();
    client.logs(
        FakeResourceManager.id(number).toString(), (file, content) -> texts.add(text(content)));
    return texts;
  }

  private static String text(InputStream content) throws IOException {
    return new String(content.readAllBytes(), StandardCharsets.UTF_8);
  }
}
