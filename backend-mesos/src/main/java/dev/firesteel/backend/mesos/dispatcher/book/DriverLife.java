package dev.firesteel.backend.mesos.dispatcher.book;

import dev.firesteel.api.backend.LossReason;
import dev.firesteel.backend.mesos.dispatcher.DispatcherKeys;
import dev.firesteel.backend.mesos.dispatcher.DriverState;
import java.time.Duration;
import java.time.Instant;

/**
 * What an event makes of a driver.
 *
 * <pre>
 * state    | launch   | placed   | started | lost        | pause over | kill
 * QUEUED   | LAUNCHED |          |         |             |            | KILLED
 * LAUNCHED |          | LAUNCHED | RUNNING | (see below) |            | KILLING
 * RUNNING  |          |          |         | (see below) |            | KILLING
 * WAITING  |          |          |         |             | QUEUED     | KILLED
 * KILLING  |          | KILLING  | KILLING | KILLED      |            | KILLING
 * ended    |          |          |         |             |            | the same
 *
 * lost LAUNCHED, RUNNING
 *   its offer is gone          QUEUED
 *   could not be launched      WAITING, at the fifth time in a row FAILED unless it is supervised
 *   exit code 0                FINISHED
 *   exit code 3, cancelled     KILLED
 *   exit code 2, cannot begin  FAILED
 *   anything else              WAITING if it is supervised, else FAILED
 * </pre>
 *
 * The pause of a driver that waits is 1 s at first and doubles to 60 s; it is short again once an
 * attempt ran for 10 minutes. All other pairs are defects.
 */
public final class DriverLife {
  private DriverLife() {}

  /**
   * The entry after an event.
   *
   * @throws IllegalStateException if the event cannot be in the driver's state
   */
  public static Entry after(Entry entry, DriverEvent event) {
    return switch (entry.state()) {
      case QUEUED -> queued(entry, event);
      case LAUNCHED -> launched(entry, event);
      case RUNNING -> running(entry, event);
      case WAITING -> waiting(entry, event);
      case KILLING -> killing(entry, event);
      case FINISHED, FAILED, KILLED -> ended(entry, event);
    };
  }

  private static Entry queued(Entry entry, DriverEvent event) {
    if (event instanceof DriverEvent.Launch) {
      return Revision.of(entry).to(DriverState.LAUNCHED).nextAttempt().says("").entry();
    } else if (event instanceof DriverEvent.Kill kill) {
      return killed(entry, kill.now(), "It was killed before it was launched");
    }
    throw illegal(entry, event);
  }

  private static Entry launched(Entry entry, DriverEvent event) {
    if (event instanceof DriverEvent.Placed placed) {
      return Revision.of(entry).at(placed.where()).entry();
    } else if (event instanceof DriverEvent.Started started) {
      return Revision.of(entry).to(DriverState.RUNNING).started(started.now()).entry();
    }
    return running(entry, event);
  }

  private static Entry running(Entry entry, DriverEvent event) {
    if (event instanceof DriverEvent.Lost lost) {
      return lost(entry, lost.why(), lost.now());
    } else if (event instanceof DriverEvent.Kill) {
      return Revision.of(entry).to(DriverState.KILLING).says("It is being killed").entry();
    }
    throw illegal(entry, event);
  }

  private static Entry lost(Entry entry, LossReason why, Instant now) {
    Revision next = Revision.of(entry).log(why.logAddress()).says(why.diagnostics());
    return switch (Ending.of(entry.state(), why)) {
      case OFFER_GONE -> next.to(DriverState.QUEUED).entry();
      case NOT_LAUNCHED -> notLaunched(entry, next, why, now);
      case FINISHED -> next.ended(DriverState.FINISHED, now).says("").entry();
      case CANCELLED -> next.ended(DriverState.KILLED, now).entry();
      case HOPELESS -> next.ended(DriverState.FAILED, now).entry();
      case FAILED -> {
        if (!supervised(entry)) {
          yield next.ended(DriverState.FAILED, now).entry();
        }
        Duration ran = Duration.between(entry.driver().started().orElse(now), now);
        yield next.to(DriverState.WAITING).with(entry.setbacks().ended(ran, now)).entry();
      }
    };
  }

  private static Entry notLaunched(Entry entry, Revision next, LossReason why, Instant now) {
    Setbacks setbacks = entry.setbacks().launchFailed(now);
    boolean again = setbacks.launches() < Setbacks.MOST_LAUNCHES || supervised(entry);
    if (again) {
      return next.to(DriverState.WAITING).with(setbacks).entry();
    }
    return next.ended(DriverState.FAILED, now)
        .says("Given up after " + setbacks.launches() + " launches. " + why.diagnostics())
        .entry();
  }

  private static boolean supervised(Entry entry) {
    return entry.driver().order().config().get(DispatcherKeys.SUPERVISE);
  }

  private static Entry waiting(Entry entry, DriverEvent event) {
    if (event instanceof DriverEvent.PauseOver) {
      return Revision.of(entry).to(DriverState.QUEUED).entry();
    } else if (event instanceof DriverEvent.Kill kill) {
      return killed(
          entry,
          kill.now(),
          "It was killed before it was launched again. " + entry.driver().diagnostics());
    }
    throw illegal(entry, event);
  }

  private static Entry killing(Entry entry, DriverEvent event) {
    if (event instanceof DriverEvent.Placed placed) {
      return Revision.of(entry).at(placed.where()).entry();
    } else if (event instanceof DriverEvent.Started started) {
      return Revision.of(entry).started(started.now()).entry();
    } else if (event instanceof DriverEvent.Kill) {
      return entry;
    } else if (event instanceof DriverEvent.Lost lost) {
      return Revision.of(entry)
          .log(lost.why().logAddress())
          .ended(DriverState.KILLED, lost.now())
          .says("It was killed")
          .entry();
    }
    throw illegal(entry, event);
  }

  private static Entry ended(Entry entry, DriverEvent event) {
    if (event instanceof DriverEvent.Kill) {
      return entry;
    }
    throw illegal(entry, event);
  }

  private static Entry killed(Entry entry, Instant now, String text) {
    return Revision.of(entry).ended(DriverState.KILLED, now).says(text).entry();
  }

  private static IllegalStateException illegal(Entry entry, DriverEvent event) {
    return new IllegalStateException(
        entry.id() + " is " + entry.state() + " and cannot be " + event.getClass().getSimpleName());
  }
}
