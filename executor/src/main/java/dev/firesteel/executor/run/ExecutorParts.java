package dev.firesteel.executor.run;

import dev.firesteel.protocol.transport.DriverAddress;
import dev.firesteel.protocol.transport.ExecutorTransport;
import dev.firesteel.protocol.transport.Secret;
import java.util.List;

/**
 * What an executor is built from.
 *
 * @param transport dials the driver; closed with the executor
 * @param driver where the driver listens
 * @param secret the application's secret
 * @param blocks serves and fetches blocks
 * @param classes finds the user's classes
 * @param heapBytes memory of which the settings give shares to tasks and kept blocks
 * @param scratch directories for blocks that somebody else deletes after the executor's end; empty
 *     means those of the settings
 */
public record ExecutorParts(
    ExecutorTransport transport,
    DriverAddress driver,
    Secret secret,
    BlockPlane blocks,
    UserClasses classes,
    long heapBytes,
    List<String> scratch) {
  /** Copies the list. */
  public ExecutorParts {
    scratch = List.copyOf(scratch);
  }

  /** Parts of an executor whose directories the settings name. */
  public ExecutorParts(
      ExecutorTransport transport,
      DriverAddress driver,
      Secret secret,
      BlockPlane blocks,
      UserClasses classes,
      long heapBytes) {
    this(transport, driver, secret, blocks, classes, heapBytes, List.of());
  }
}
