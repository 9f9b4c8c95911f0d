package dev.firesteel.backend.yarn.submit;

import dev.firesteel.api.backend.ApplicationStatus;
import dev.firesteel.api.backend.ApplicationStatus.State;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.apache.hadoop.yarn.api.records.LogAggregationStatus;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.jspecify.annotations.Nullable;

/** From YARN's reports on applications to ours. */
final class Reports {
  /** The ResourceManager puts the time before what it says of waiting applications. */
  private static final Pattern TIME = Pattern.compile("^\\[[A-Z][a-z]{2} [^\\]]*\\] ");

  /**
   * Figures of an application that only waits for its turn: half a page that says nothing is wrong.
   */
  private static final Pattern FIGURES =
      Pattern.compile(
          "(?s)(?<=^Application is Activated, waiting for resources to be assigned for AM)\\.\\s.*");

  private final LongSupplier clock;

  /**
   * Makes ours.
   *
   * @param clock milliseconds since 1970
   */
  Reports(LongSupplier clock) {
    this.clock = clock;
  }

  ApplicationStatus status(ApplicationReport report) {
    State state = state(report);
    long from = report.getStartTime();
    long to = report.getFinishTime();
    return new ApplicationStatus(
        report.getApplicationId().toString(),
        text(report.getName()),
        text(report.getUser()),
        text(report.getQueue()),
        state,
        Duration.ofMillis(Math.max(0, clock.getAsLong() - from)),
        state.ended() && to >= from ? Optional.of(Duration.ofMillis(to - from)) : Optional.empty(),
        address(report.getTrackingUrl()),
        diagnostics(state, text(report.getDiagnostics())),
        report.getLogAggregationStatus() == LogAggregationStatus.DISABLED
            ? Logs.NOT_COLLECTED
            : "");
  }

  /** The application's own word on its end is what counts, unless it had no time for one. */
  private static State state(ApplicationReport report) {
    YarnApplicationState state = report.getYarnApplicationState();
    return switch (state) {
      case NEW, NEW_SAVING, SUBMITTED, ACCEPTED -> State.ACCEPTED;
      case RUNNING -> State.RUNNING;
      case FAILED -> State.FAILED;
      case KILLED -> State.KILLED;
      case FINISHED -> ended(report.getFinalApplicationStatus());
    };
  }

  private static State ended(FinalApplicationStatus status) {
    return switch (status) {
      case SUCCEEDED, ENDED -> State.SUCCEEDED;
      case KILLED -> State.KILLED;
      case FAILED, UNDEFINED -> State.FAILED;
    };
  }

  private static String address(@Nullable String page) {
    return page == null || page.equals("N/A") ? "" : page;
  }

  private static String diagnostics(State state, String text) {
    String told = FIGURES.matcher(TIME.matcher(text.strip()).replaceFirst("")).replaceFirst("");
    return state == State.ACCEPTED
        ? told.lines().map(String::strip).filter(l -> !l.isEmpty()).collect(Collectors.joining(" "))
        : told;
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
