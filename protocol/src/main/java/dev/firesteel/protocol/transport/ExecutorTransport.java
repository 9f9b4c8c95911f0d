package dev.firesteel.protocol.transport;

import dev.firesteel.protocol.message.ToDriver;
import dev.firesteel.protocol.message.ToExecutor;
import java.util.List;

/** Dials a driver. */
public interface ExecutorTransport extends AutoCloseable {
  /**
   * Connects, proves to know the secret, asks the driver for the same proof, and registers. The
   * listener may be called before this returns.
   *
   * @throws dev.firesteel.api.error.FiresteelException of category TRANSIENT if nobody answers,
   *     SECURITY if a proof is wrong, CONFIGURATION if the driver speaks another version of the
   *     protocol, INTERNAL if an executor of that id is connected already
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
    /**
     * Sends messages as one batch, in order; dropped if the channel is gone.
     *
     * @throws dev.firesteel.api.error.FiresteelException of category RESOURCES, with nothing sent,
     *     if the batch takes more than {@link
     *     dev.firesteel.protocol.codec.MessageCodec#MAX_BATCH_BYTES}
     */
    void send(List<ToDriver> messages);

    /** Closes after what was sent before. Idempotent. */
    void close();
  }
}
