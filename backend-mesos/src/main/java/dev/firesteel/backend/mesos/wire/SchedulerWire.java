package dev.firesteel.backend.mesos.wire;

import java.util.concurrent.CompletionStage;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.scheduler.Protos.Call;

/**
 * A framework's connection to the leading master, which keeps itself subscribed from {@link #start}
 * to {@link #close}. May be called from any thread, also from within an event; no call waits for
 * the network.
 */
public interface SchedulerWire {
  /**
   * Subscribes, once. If {@code framework} has an id, the master takes it for the framework of that
   * id, and ends the connection that this one may have elsewhere. Answered by {@link
   * SchedulerEvents#subscribed} or {@link SchedulerEvents#failed}, within seconds where nothing
   * answers, and as often as the connection is made anew; the id that the master gave is kept.
   */
  void start(FrameworkInfo framework, SchedulerEvents events);

  /**
   * Sends a call after those before it, one at a time; the framework's id is put in. Answered by
   * exactly one of {@link SchedulerEvents#accepted}, {@link SchedulerEvents#refused} and {@link
   * SchedulerEvents#lost}, unless the wire is closed or has failed before. After a TEARDOWN that
   * was accepted the wire does not subscribe again; the end of the stream is then no event.
   */
  void call(Call call);

  /**
   * Ends the connection without a word to the master, which takes the framework as disconnected and
   * waits for its failover time-out. No event follows one that is under way. Repeatable.
   *
   * @return completes when nothing of the connection is left
   */
  CompletionStage<Void> close();
}
