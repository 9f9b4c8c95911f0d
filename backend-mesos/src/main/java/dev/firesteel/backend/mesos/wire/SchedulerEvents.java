package dev.firesteel.backend.mesos.wire;

import dev.firesteel.api.error.ErrorCategory;
import java.time.Duration;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/**
 * What a {@link SchedulerWire} tells, on one thread at a time, each event happening before the
 * next. Receivers return promptly: while they work, nothing is read and nothing sent.
 */
public interface SchedulerEvents {
  /**
   * The master has accepted the framework, for the first time or again; offers of before are void
   * and no word about them comes.
   *
   * @param heartbeat what the master promises to send at least that often
   */
  void subscribed(FrameworkID id, MasterInfo master, Duration heartbeat);

  /**
   * Anything else that the master says, but for heartbeats and errors.
   *
   * @param arrived when its last byte was here, in the time of {@link System#nanoTime}
   */
  void event(Event event, long arrived);

  /** The connection is gone; it is made again until that works or fails for good. */
  void disconnected(String why);

  /** The master has taken a call; what became of it is told by events. */
  void accepted(Call call);

  /**
   * The master has refused a call; nothing of it was done.
   *
   * @param status of HTTP, 4xx or 5xx
   * @param sentence the master's own
   */
  void refused(Call call, int status, String sentence);

  /** A call was dropped or its answer never came; it is not repeated. */
  void lost(Call call, Delivery delivery);

  /**
   * The wire cannot go on; nothing follows.
   *
   * @param message what failed, why, and what to do
   */
  void failed(ErrorCategory category, String message);

  /** What is known of a lost call. */
  enum Delivery {
    /** There was no connection, or the master had no ear for it: it was not done. */
    NOT_DELIVERED,
    /** The connection ended before the answer: it may have been done or not. */
    UNKNOWN
  }
}
