package dev.firesteel.cli;

import dev.firesteel.api.backend.ApplicationStatus;
import dev.firesteel.api.backend.SubmissionClient;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.dataset.status.TimeSpan;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the end of an application that a cluster runs, tells its changes, and turns the end
 * into an exit code. Whoever interrupts it is told that the application goes on.
 */
final class Waiting {
  private static final Duration SHORTEST = Duration.ofMillis(200);
  private static final Duration LONGEST = Duration.ofSeconds(1);

  /** In a row: some minutes, since each takes a time-out and a pause. */
  private static final int MOST_FAILURES = 120;

  private final SubmissionClient cluster;
  private final String application;
  private final String master;
  private final PrintWriter err;
  private final Consumer<Duration> pause;
  private String told = "";

  Waiting(SubmissionClient cluster, String application, String master, PrintWriter err) {
    this(cluster, application, master, err, time -> LockSupport.parkNanos(time.toNanos()));
  }

  Waiting(
      SubmissionClient cluster,
      String application,
      String master,
      PrintWriter err,
      Consumer<Duration> pause) {
    this.cluster = cluster;
    this.application = application;
    this.master = master;
    this.err = err;
    this.pause = pause;
  }

  int untilEnd() {
    Thread hook = new Thread(this::tellThatItGoesOn, "firesteel-goes-on");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return follow();
    } finally {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // this JVM is interrupted, and the hook tells it
      }
    }
  }

  private void tellThatItGoesOn() {
    err.println(
        "firesteel: "
            + application
            + " goes on without this process (end it with: firesteel kill --master "
            + master
            + " "
            + application
            + ")");
    err.flush();
  }

  private int follow() {
    Duration next = SHORTEST;
    while (true) {
      ApplicationStatus status = status();
      if (status.state().ended()) {
        return ended(status);
      }
      tell(status);
      pause.accept(next);
      Duration longer = next.multipliedBy(5).dividedBy(4);
      next = longer.compareTo(LONGEST) < 0 ? longer : LONGEST;
    }
  }

  private ApplicationStatus status() {
    return answer()
        .orElseThrow(
            () ->
                noLonger(
                    ErrorCategory.CLUSTER,
                    "the cluster does not know it any more (its history may tell more)",
                    null));
  }

  /** A cluster that is silent for a while, say because its master starts again, ends nothing. */
  private Optional<ApplicationStatus> answer() {
    for (int failures = 0; ; failures++) {
      try {
        return cluster.status(application);
      } catch (FiresteelException e) {
        String why = String.valueOf(e.getMessage());
        if (!e.category().retryable() || failures == MOST_FAILURES) {
          throw noLonger(
              e.category() == ErrorCategory.CONFIGURATION ? ErrorCategory.CLUSTER : e.category(),
              why,
              e);
        }
        if (failures == 0) {
          err.println("firesteel: " + application + " is asked for again: " + why);
        }
        pause.accept(LONGEST);
      }
    }
  }

  private FiresteelException noLonger(
      ErrorCategory category, String why, @Nullable FiresteelException cause) {
    return new FiresteelException(
        category, "Cannot follow " + application + " any longer: " + why, cause);
  }

  private void tell(ApplicationStatus status) {
    String text =
        switch (status.state()) {
          case ACCEPTED ->
              "ACCEPTED"
                  + (status.queue().isEmpty() ? "" : " in queue " + status.queue())
                  + more(status.diagnostics());
          default -> status.state() + more(status.tracking());
        };
    if (!text.equals(told)) {
      told = text;
      err.println("firesteel: " + application + " " + text);
    }
  }

  private static String more(String text) {
    return text.isBlank() ? "" : ": " + text.strip();
  }

  private int ended(ApplicationStatus status) {
    String time = status.ran().map(ran -> " after " + TimeSpan.text(ran)).orElse("");
    err.println(
        "firesteel: " + application + " " + status.state() + time + more(status.diagnostics()));
    return switch (status.state()) {
      case SUCCEEDED -> ExitCode.OK;
      case KILLED -> ExitCode.CANCELLED;
      default -> {
        err.println(
            "firesteel: its logs: "
                + (status.noLogs().isEmpty()
                    ? "firesteel logs --master " + master + " " + application
                    : status.noLogs()));
        yield ExitCode.FAILED;
      }
    };
  }
}
