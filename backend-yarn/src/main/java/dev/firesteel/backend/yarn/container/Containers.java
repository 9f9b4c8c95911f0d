package dev.firesteel.backend.yarn.container;

import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.backend.LossReason;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.ContainerStatus;

/**
 * Starts and ends executors in allocated containers. Safe for any thread; calls wait for the
 * NodeManager unless said otherwise.
 */
public interface Containers extends AutoCloseable {
  /**
   * Starts an executor's process; returns when the NodeManager has taken the order.
   *
   * @throws IOException if it cannot be started there; says why and what to do
   */
  void start(Container container, ExecutorLaunch launch) throws IOException;

  /**
   * Orders the end of all processes of a container: SIGTERM and soon SIGKILL. Idempotent.
   *
   * @throws IOException if the NodeManager does not take the order
   */
  void stop(Container container) throws IOException;

  /**
   * How a container ended, as its NodeManager says; empty while it has not.
   *
   * @throws ForgottenContainerException if the NodeManager does not know the container (any more)
   * @throws IOException if the NodeManager does not answer
   */
  Optional<ContainerStatus> ended(Container container) throws IOException;

  /** Why an executor is gone, from its container's last status. Does not wait. */
  LossReason reason(Container container, ExecutorLaunch launch, ContainerStatus last);

  /** Ends connections and threads; running containers go on. Idempotent; never throws. */
  @Override
  void close();
}
