package dev.firesteel.backend.yarn;

import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.LossReason;
import dev.firesteel.api.backend.ReleaseMode;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.topology.Placement;
import dev.firesteel.backend.yarn.container.ForgottenContainerException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.ContainerStatus;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * An executor in its container. Fields are guarded by the backend's lock.
 *
 * <pre>
 * state    | started  | not started | end wanted   | completed
 * STARTING | RUNNING  | GONE        | (remembered) | (remembered)
 * RUNNING  |          |             | ENDING       | GONE
 * ENDING   |          |             | ENDING       | GONE
 * </pre>
 */
final class LiveExecutor {
  private static final Logger LOG = LogManager.getLogger(LiveExecutor.class);
  private static final Duration FIRST_LOOK = Duration.ofMillis(20);
  private static final Duration LONGEST_LOOK = Duration.ofMillis(500);

  private enum State {
    STARTING,
    RUNNING,
    ENDING,
    GONE
  }

  private final Fleet fleet;
  private final ExecutorLaunch launch;
  private final Container container;
  private final Placement at;
  private volatile State state = State.STARTING; // read without the lock too
  private Optional<LossReason> wanted = Optional.empty();
  private ReleaseMode mode = ReleaseMode.GRACEFUL;
  private @Nullable ContainerStatus early;
  private Duration shortestNotice = Duration.ofSeconds(Long.MAX_VALUE);
  private boolean stopOrdered;
  private boolean watched;
  private boolean alone;

  LiveExecutor(Fleet fleet, ExecutorLaunch launch, Container container, Placement at) {
    this.fleet = fleet;
    this.launch = launch;
    this.container = container;
    this.at = at;
  }

  ExecutorId id() {
    return launch.executor();
  }

  String containerName() {
    return container.getId().toString();
  }

  String node() {
    return container.getNodeId().toString();
  }

  boolean isEnding() {
    return state == State.ENDING || wanted.isPresent();
  }

  /** Starts the process; on a worker. */
  void start() {
    try {
      fleet.containers().start(container, launch);
      fleet.around().act(this::started);
    } catch (IOException | RuntimeException | LinkageError e) {
      LOG.debug("Cannot start {} in {}", id(), containerName(), e);
      fleet.around().act(() -> notStarted(String.valueOf(e.getMessage())));
    }
  }

  private void started() {
    if (state != State.STARTING) {
      return;
    }
    state = State.RUNNING;
    fleet.around().tellWhileOpen(to -> to.launched(id(), at));
    ContainerStatus last = early;
    if (last != null) {
      completed(last);
    } else if (wanted.isPresent()) {
      proceed();
    }
  }

  private void notStarted(String why) {
    if (state != State.STARTING) {
      return;
    }
    fleet.around().giveBack(containerName());
    ContainerStatus last = early;
    LossReason observed =
        last == null
            ? LossReason.of(LossCause.LAUNCH_FAILED, why)
            : fleet.containers().reason(container, launch, last);
    leave(observed);
  }

  /** Ends it; the first cause counts, and the stronger mode. */
  void end(LossCause cause, ReleaseMode how, String why) {
    if (wanted.isEmpty()) {
      wanted = Optional.of(LossReason.of(cause, why));
      mode = how;
    } else if (how == ReleaseMode.NOW) {
      mode = how;
    }
    if (state == State.RUNNING || state == State.ENDING) {
      proceed();
    }
  }

  private void proceed() {
    boolean first = state == State.RUNNING;
    state = State.ENDING;
    if (mode == ReleaseMode.NOW) {
      orderStop();
    } else if (first) {
      fleet.after(fleet.grace(), node(), () -> fleet.around().act(this::orderStop));
    }
    watch();
  }

  private void orderStop() {
    if (state == State.ENDING && !stopOrdered) {
      stopOrdered = true;
      fleet.soon(node(), this::stop);
    }
  }

  private void stop() {
    try {
      fleet.containers().stop(container);
    } catch (IOException | RuntimeException e) {
      LOG.debug("The NodeManager of {} does not end {}", containerName(), id(), e);
      fleet.around().act(() -> fleet.around().giveBack(containerName()));
    }
  }

  /** Asks the NodeManager for the end, which is sooner than what the ResourceManager tells. */
  void watch() {
    if (!watched && state != State.GONE) {
      watched = true;
      look(FIRST_LOOK);
    }
  }

  /** YARN ends all containers of an attempt with it, so that what is forgotten has ended. */
  void attemptEnded() {
    alone = true;
    watch();
  }

  private void look(Duration delay) {
    fleet.after(
        delay,
        node(),
        () -> {
          if (state == State.GONE) {
            return;
          }
          try {
            Optional<ContainerStatus> last = fleet.containers().ended(container);
            fleet.around().act(() -> last.ifPresentOrElse(this::completed, () -> again(delay)));
          } catch (ForgottenContainerException e) {
            LOG.debug("The NodeManager of {} has forgotten {}", containerName(), id(), e);
            fleet.around().act(this::forgotten);
          } catch (IOException | RuntimeException e) {
            LOG.debug("The NodeManager of {} does not tell of {}", containerName(), id(), e);
            fleet.around().act(() -> again(LONGEST_LOOK));
          }
        });
  }

  private void forgotten() {
    if (alone && (state == State.RUNNING || state == State.ENDING)) {
      leave(LossReason.of(LossCause.STOPPED, "YARN has ended it with the application"));
    } else {
      again(LONGEST_LOOK); // the ResourceManager tells how it ended
    }
  }

  private void again(Duration delay) {
    if (state != State.GONE) {
      Duration longer = delay.multipliedBy(3).dividedBy(2);
      look(longer.compareTo(LONGEST_LOOK) < 0 ? longer : LONGEST_LOOK);
    }
  }

  /** The ResourceManager repeats itself; only what leaves less time is new. */
  void preempting(Duration notice) {
    if (state == State.RUNNING && notice.compareTo(shortestNotice) < 0) {
      shortestNotice = notice;
      fleet.around().tellWhileOpen(to -> to.preempting(id(), notice));
    }
  }

  void completed(ContainerStatus status) {
    if (state == State.STARTING) {
      early = status; // told in order, when it is known whether it was started
    } else if (state != State.GONE) {
      leave(fleet.containers().reason(container, launch, status));
    }
  }

  void abandon(String why) {
    if (state != State.GONE) {
      fleet.around().giveBack(containerName());
      leave(LossReason.of(LossCause.HOST_LOST, why));
    }
  }

  private void leave(LossReason observed) {
    state = State.GONE;
    LossReason reason = wanted.map(asked -> merge(asked, observed)).orElse(observed);
    fleet.around().tell(to -> to.lost(id(), reason));
    fleet.removed(this);
  }

  private LossReason merge(LossReason asked, LossReason observed) {
    String text = "Executor " + id() + " was ended: " + asked.diagnostics();
    return new LossReason(asked.cause(), observed.exitCode(), text, observed.logAddress());
  }
}
