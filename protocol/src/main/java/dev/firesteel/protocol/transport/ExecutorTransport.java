package dev.firesteel.protocol.transport;

import dev.firesteel.protocol.message.ToDriver;
import dev.firesteel.protocol.message.ToExecutor;
import java.util.List;

/** Dials a driver. */
public interface ExecutorTransport extends AutoCloseable {
  /**
   * Connects, proves to know the secret, asks the driver for the same proof, and registers.
   *
   * @throws dev.firesteel.api.error.FiresteelException of category TRANSIENT if nobody answers,
   *     SECURITY if a proof is wrong
   */
  DriverChannel connect(
      DriverAddress driver, Secret secret, ToDriver.Register registration, Listener listener);

  /** Frees threads and ports. Idempotent. */
  @Override
  void close();

  /** What the channel tells. Called by one thread at a time; must not block. */
  interface Listener {
    /** Messages from the driver. */
    void received(List<ToExecutor> messages);

    /** The channel is gone. Last call. */
    void disconnected(String why);
  }

  /** The executor's end of the channel. Safe for any thread. */
  interface DriverChannel {
    /** Sends messages as one batch, in order; dropped if the channel is gone. */
    void send(List<ToDriver> messages);

    /** Closes after what was sent before. Idempotent. */
    void close();
  }
}
