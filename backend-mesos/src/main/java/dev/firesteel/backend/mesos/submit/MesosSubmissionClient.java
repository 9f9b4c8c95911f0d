package dev.firesteel.backend.mesos.submit;

import dev.firesteel.api.backend.ApplicationStatus;
import dev.firesteel.api.backend.ApplicationStatus.State;
import dev.firesteel.api.backend.LogReader;
import dev.firesteel.api.backend.SubmissionClient;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.backend.mesos.dispatcher.DriverState;
import dev.firesteel.backend.mesos.dispatcher.http.DriverReport;
import java.util.List;
import java.util.Optional;

/** Applications whose drivers a dispatcher looks after. */
final class MesosSubmissionClient implements SubmissionClient {
  private final String user;
  private final DispatcherLink link;
  private final OrderMaking orders;
  private final Runnable closing;

  MesosSubmissionClient(String user, DispatcherLink link, OrderMaking orders, Runnable closing) {
    this.user = user;
    this.link = link;
    this.orders = orders;
    this.closing = closing;
  }

  @Override
  public Submitted submit(Submission submission) {
    DriverReport driver = link.submit(orders.of(submission));
    return new Submitted(
        driver.id(),
        submission.config().get(SubmitKeys.WAIT) ? Submitter.WAITS : Submitter.DETACHES);
  }

  @Override
  public Optional<ApplicationStatus> status(String application) {
    return link.find(application).map(MesosSubmissionClient::status);
  }

  @Override
  public List<ApplicationStatus> list() {
    return link.list().stream()
        .filter(each -> each.user().equals(user))
        .map(MesosSubmissionClient::status)
        .toList();
  }

  @Override
  public void kill(String application) {
    if (link.kill(application).isEmpty()) {
      throw unknown("kill", application);
    }
  }

  @Override
  public void logs(String application, LogReader reader) {
    DriverReport driver =
        link.find(application).orElseThrow(() -> unknown("read the logs of", application));
    new DriverLogs(link).read(driver, reader);
  }

  private static FiresteelException unknown(String action, String application) {
    return new FiresteelException(
        ErrorCategory.CONFIGURATION,
        "Cannot "
            + action
            + " "
            + application
            + ": the dispatcher does not know it, or not any more (firesteel list --master URL --all"
            + " tells those it knows)");
  }

  private static ApplicationStatus status(DriverReport driver) {
    return new ApplicationStatus(
        driver.id(),
        driver.name(),
        driver.user(),
        driver.roles().equals("*") ? "" : driver.roles(),
        state(driver.state()),
        driver.age(),
        driver.ran(),
        driver.log(),
        driver.diagnostics(),
        "");
  }

  private static State state(DriverState state) {
    return switch (state) {
      case QUEUED, LAUNCHED, WAITING -> State.ACCEPTED;
      case RUNNING, KILLING -> State.RUNNING;
      case FINISHED -> State.SUCCEEDED;
      case FAILED -> State.FAILED;
      case KILLED -> State.KILLED;
    };
  }

  @Override
  public void close() {
    closing.run();
  }
}
