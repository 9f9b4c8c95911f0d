package dev.firesteel.backend.yarn;

import dev.firesteel.api.backend.BackendEvents;
import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.ReleaseMode;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.backend.yarn.ask.AskBook;
import dev.firesteel.backend.yarn.container.Containers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.ContainerStatus;

/**
 * The executors from their launch to their loss. All methods are called under the backend's lock.
 */
final class Fleet {
  /** What executors need of the backend. */
  interface Surroundings {
    /** Changes state under the lock, then delivers events. */
    void act(Runnable change);

    /** Tells a loss; called under the lock. */
    void tell(Consumer<BackendEvents> event);

    /** Tells an event unless the core may get losses only (L6); called under the lock. */
    void tellWhileOpen(Consumer<BackendEvents> event);

    /** An executor is gone, which was told; called under the lock. */
    void gone(ExecutorId executor);

    /** The ResourceManager is to end a container; called under the lock. */
    void giveBack(String container);
  }

  private final Surroundings around;
  private final Containers containers;
  private final Workers workers;
  private final ScheduledExecutorService timer;
  private final Duration grace;
  private final Map<ExecutorId, LiveExecutor> byId = new LinkedHashMap<>();
  private final Map<String, LiveExecutor> byContainer = new LinkedHashMap<>();

  Fleet(
      Surroundings around,
      Containers containers,
      Workers workers,
      ScheduledExecutorService timer,
      Duration grace) {
    this.around = around;
    this.containers = containers;
    this.workers = workers;
    this.timer = timer;
    this.grace = grace;
  }

  boolean isEmpty() {
    return byId.isEmpty();
  }

  /** Whether the end of an executor is awaited. */
  boolean isEnding() {
    return byId.values().stream().anyMatch(LiveExecutor::isEnding);
  }

  void start(AskBook.Start start, Container container) {
    LiveExecutor executor = new LiveExecutor(this, start.launch(), container, start.grant().at());
    byId.put(executor.id(), executor);
    byContainer.put(executor.containerName(), executor);
    workers.run(executor.node(), executor::start);
  }

  void release(ExecutorId id, ReleaseMode mode, String why) {
    LiveExecutor executor = byId.get(id);
    if (executor != null) {
      executor.end(LossCause.RELEASED, mode, why);
    }
  }

  void releaseAll(LossCause cause, ReleaseMode mode, String why) {
    List.copyOf(byId.values()).forEach(executor -> executor.end(cause, mode, why));
  }

  /**
   * The ResourceManager says that a container has ended; false if no executor was started there.
   */
  boolean completed(ContainerStatus status) {
    LiveExecutor executor = byContainer.get(status.getContainerId().toString());
    if (executor != null) {
      executor.completed(status);
    }
    return executor != null;
  }

  /** The cluster will take a container away. */
  void preempting(String container, Duration notice) {
    LiveExecutor executor = byContainer.get(container);
    if (executor != null) {
      executor.preempting(notice);
    }
  }

  /** The cluster will take a node away, named with its port. */
  void leaving(String node, Duration notice) {
    byId.values().stream()
        .filter(executor -> executor.node().equals(node))
        .forEach(executor -> executor.preempting(notice));
  }

  /**
   * The ResourceManager has ended the attempt and tells nothing any more: NodeManagers are asked
   * instead.
   */
  void attemptEnded() {
    byId.values().forEach(LiveExecutor::attemptEnded);
  }

  /** Gives up waiting for ends that nobody tells. */
  void abandon(String why) {
    List.copyOf(byId.values()).forEach(executor -> executor.abandon(why));
  }

  // ---- for executors

  Containers containers() {
    return containers;
  }

  Surroundings around() {
    return around;
  }

  Duration grace() {
    return grace;
  }

  /** Runs a step that asks a node on a worker. */
  void soon(String node, Runnable step) {
    workers.run(node, step);
  }

  /** Runs a step that asks a node on a worker after a time, unless the session has ended before. */
  void after(Duration delay, String node, Runnable step) {
    var unused =
        timer.schedule(() -> workers.run(node, step), delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  void removed(LiveExecutor executor) {
    byId.remove(executor.id());
    byContainer.remove(executor.containerName());
    around.gone(executor.id());
  }
}
