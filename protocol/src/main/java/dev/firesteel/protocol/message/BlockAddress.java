package dev.firesteel.protocol.message;

import dev.firesteel.api.id.ExecutorId;

/**
 * Where blocks are served.
 *
 * @param owner the executor (or the driver, by {@link #DRIVER}) that serves
 * @param host host name or address, or empty if it serves nobody outside its JVM
 * @param port TCP port, or 0 if it serves nobody outside its JVM
 */
public record BlockAddress(ExecutorId owner, String host, int port) {
  /** The driver as an owner of blocks. */
  public static final ExecutorId DRIVER = new ExecutorId("driver");
}
