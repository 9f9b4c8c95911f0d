package dev.firesteel.backend.yarn.pending;

import dev.firesteel.api.backend.PendingReason;
import dev.firesteel.api.backend.PendingReason.Kind;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;

/** Why an application that was submitted does not run yet, from its report. */
public final class Admission {
  private static final Pattern DETAIL =
      Pattern.compile(
          "(Queue Resource Limit for AM|User AM Resource Limit[^=;]*|Queue AM Resource"
              + " Usage|AM Resource Request) = <([^>]*)>");

  private final String queue;
  private final String said;

  private Admission(String queue, String said) {
    this.queue = queue;
    this.said = said;
  }

  /**
   * The reason, or empty if it runs or has ended.
   *
   * @param queue the application's queue
   * @param state its state
   * @param diagnostics what the report says
   */
  public static Optional<PendingReason> of(
      String queue, YarnApplicationState state, String diagnostics) {
    return switch (state) {
      case NEW, NEW_SAVING, SUBMITTED ->
          Optional.of(
              new PendingReason(
                  Kind.WAITING,
                  "The ResourceManager has the application but has not put it into queue '"
                      + queue
                      + "' yet (wait; it may be starting or storing its state)"));
      case ACCEPTED -> Optional.of(new Admission(queue, diagnostics).accepted());
      case RUNNING, FINISHED, FAILED, KILLED -> Optional.empty();
    };
  }

  private PendingReason accepted() {
    if (said.contains("Queue's AM resource limit exceeded")) {
      return reason(
          Kind.QUOTA,
          "waits, because application masters hold all that they may hold in the queue" + details(),
          "wait until other applications of the queue end, use another queue"
              + " (firesteel.yarn.queue), or let an operator raise yarn.scheduler.capacity."
              + queue
              + ".maximum-am-resource-percent");
    }
    if (said.contains("User's AM resource limit exceeded")) {
      return reason(
          Kind.QUOTA,
          "waits, because application masters of this user hold all that they may hold in the"
              + " queue"
              + details(),
          "wait until the user's other applications end, or let an operator raise"
              + " yarn.scheduler.capacity."
              + queue
              + ".user-limit-factor or .maximum-am-resource-percent");
    }
    if (said.contains("cluster resource is empty")) {
      return reason(
          Kind.CONSTRAINTS,
          "waits, because no node of the cluster runs",
          "start NodeManagers; 'yarn node -list -all' tells what is wrong with those that are"
              + " known");
    }
    if (said.contains("waiting for resources to be assigned for AM")) {
      return reason(
          Kind.CLUSTER_BUSY,
          "waits for a container for its master",
          "wait until other applications end, or lower firesteel.driver.memory,"
              + " firesteel.driver.memory-overhead or firesteel.driver.cores (for a relay of client"
              + " mode firesteel.yarn.relay.memory and the like)");
    }
    if (said.contains("AM container to be launched") || said.contains("to Register with RM")) {
      return reason(Kind.WAITING, "has a container for its master, which is starting", "wait");
    }
    return reason(
        Kind.WAITING,
        "waits" + (said.isBlank() ? "" : "; the ResourceManager says: " + said.strip()),
        "wait; the queue or the user may have a limit on applications at a time, such as"
            + " yarn.scheduler.capacity."
            + queue
            + ".max-parallel-apps");
  }

  private PendingReason reason(Kind kind, String what, String todo) {
    return new PendingReason(
        kind, "The application in queue '" + queue + "' " + what + " (" + todo + ")");
  }

  private String details() {
    StringBuilder all = new StringBuilder();
    Matcher matcher = DETAIL.matcher(said);
    while (matcher.find()) {
      all.append(all.isEmpty() ? ": " : ", ")
          .append(matcher.group(1).strip())
          .append(' ')
          .append(matcher.group(2));
    }
    return all.toString();
  }
}
