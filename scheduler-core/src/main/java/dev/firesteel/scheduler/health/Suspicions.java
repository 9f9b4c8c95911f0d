package dev.firesteel.scheduler.health;

import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.StageId;
import dev.firesteel.api.topology.HostName;
import java.util.Optional;

/**
 * Counts what speaks against executors and hosts, and says when it is too much. An executor is
 * suspected only if at least twice as much failed there as on the others on average: what fails
 * everywhere is not its fault.
 */
public final class Suspicions {
  private static final int READERS = 2;
  private static final int TIMES_OTHERS = 2;

  private final HealthSettings settings;
  private final FailureWindow<ExecutorId> tasks;
  private final FailureWindow<ExecutorId> fetches;
  private final FailureWindow<HostName> hosts;

  /** Nothing counted. */
  public Suspicions(HealthSettings settings) {
    this.settings = settings;
    long window = settings.window().toNanos();
    tasks = new FailureWindow<>(window);
    fetches = new FailureWindow<>(window);
    hosts = new FailureWindow<>(window);
  }

  private record Task(StageId stage, int partition) {}

  /**
   * A task failed on an executor by what may be its fault.
   *
   * @param others executors beside it that take tasks
   * @return why it is to be excluded, if it is
   */
  public Optional<String> failed(
      ExecutorId executor, StageId stage, int partition, int others, long now) {
    int times = tasks.add(executor, new Task(stage, partition), now);
    int elsewhere = tasks.total(now) - times;
    return times >= settings.taskFailures()
            && (long) times * others >= (long) TIMES_OTHERS * elsewhere
        ? Optional.of(times + " tasks failed there within " + minutes())
        : Optional.empty();
  }

  /** Another executor could not fetch from an executor. Returns why it is to be excluded. */
  public Optional<String> unreachable(ExecutorId executor, ExecutorId reader, long now) {
    int readers = fetches.add(executor, reader, now);
    return readers >= READERS
        ? Optional.of(readers + " other executors could not fetch from it")
        : Optional.empty();
  }

  /** An executor of a host is excluded or lost. Returns why the host is to be excluded. */
  public Optional<String> troubled(HostName host, ExecutorId executor, long now) {
    int executors = hosts.add(host, executor, now);
    return executors >= settings.executorsPerHost()
        ? Optional.of(
            (executors == 1 ? "1 executor" : executors + " executors")
                + " failed there within "
                + minutes())
        : Optional.empty();
  }

  /** Whether the loss of an executor speaks against its host. */
  public static boolean speaksAgainstHost(LossCause cause) {
    return switch (cause) {
      case LAUNCH_FAILED, NEVER_REGISTERED, DISK_FAILED, HOST_LOST, SILENT -> true;
      case RELEASED,
          EXITED,
          INVALID_LAUNCH,
          OFFER_GONE,
          MEMORY_EXCEEDED,
          PREEMPTED,
          KILLED_BY_USER,
          STOPPED ->
          false;
    };
  }

  /** An executor's exclusion is over, or it is gone: what is past does not count any more. */
  public void forget(ExecutorId executor) {
    tasks.forget(executor);
    fetches.forget(executor);
  }

  /** A host's exclusion is over. */
  public void forget(HostName host) {
    hosts.forget(host);
  }

  private String minutes() {
    long seconds = settings.window().toSeconds();
    return seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
  }
}
