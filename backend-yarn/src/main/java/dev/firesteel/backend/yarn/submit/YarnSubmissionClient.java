package dev.firesteel.backend.yarn.submit;

import dev.firesteel.api.backend.ApplicationStatus;
import dev.firesteel.api.backend.LogReader;
import dev.firesteel.api.backend.SubmissionClient;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.backend.yarn.rm.RmErrors;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.exceptions.ApplicationNotFoundException;
import org.apache.hadoop.yarn.exceptions.YarnException;

/** Applications on YARN, whether their drivers run in containers or at their users'. */
final class YarnSubmissionClient implements SubmissionClient {
  private final Configuration conf;
  private final String user;
  private final ResourceManager manager;
  private final Submitting submitting;
  private final Reports reports;
  private final Logs logs;

  YarnSubmissionClient(
      Configuration conf,
      String user,
      ResourceManager manager,
      Submitting submitting,
      Reports reports,
      Logs logs) {
    this.conf = conf;
    this.user = user;
    this.manager = manager;
    this.submitting = submitting;
    this.reports = reports;
    this.logs = logs;
  }

  @Override
  public Submitted submit(Submission submission) {
    ApplicationId application = submitting.submit(submission);
    return new Submitted(
        application.toString(),
        submission.config().get(SubmitKeys.WAIT) ? Submitter.WAITS : Submitter.DETACHES);
  }

  @Override
  public Optional<ApplicationStatus> status(String application) {
    return report("tell the status of", application).map(reports::status);
  }

  private Optional<ApplicationReport> report(String action, String application) {
    try {
      return Optional.of(manager.report(id(application)));
    } catch (ApplicationNotFoundException e) {
      return Optional.empty();
    } catch (YarnException | IOException e) {
      throw RmErrors.of(action + " " + application, conf, e);
    }
  }

  private ApplicationReport known(String action, String application) {
    return report(action, application)
        .orElseThrow(
            () ->
                new FiresteelException(
                    ErrorCategory.CONFIGURATION,
                    "Cannot "
                        + action
                        + " "
                        + application
                        + ": YARN does not know it, or not any more (firesteel list --master yarn"
                        + " --all tells those it knows)"));
  }

  @Override
  public List<ApplicationStatus> list() {
    try {
      return manager.list(user).stream()
          .sorted(Comparator.comparing(ApplicationReport::getApplicationId).reversed())
          .map(reports::status)
          .toList();
    } catch (YarnException | IOException e) {
      throw RmErrors.of("list applications", conf, e);
    }
  }

  @Override
  public void kill(String application) {
    ApplicationReport report = known("kill", application);
    if (reports.status(report).state().ended()) {
      return;
    }
    try {
      manager.kill(report.getApplicationId(), "Killed by " + user + " with firesteel kill");
    } catch (YarnException | IOException e) {
      throw RmErrors.of("kill " + application, conf, e);
    }
  }

  @Override
  public void logs(String application, LogReader reader) {
    logs.read(known("read the logs of", application), reader);
  }

  private static ApplicationId id(String text) {
    try {
      return ApplicationId.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new FiresteelException(
          ErrorCategory.CONFIGURATION,
          "'"
              + text
              + "' is no application of YARN (write its whole id, such as"
              + " application_1700000000000_0001; firesteel list --master yarn tells it)",
          e);
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
