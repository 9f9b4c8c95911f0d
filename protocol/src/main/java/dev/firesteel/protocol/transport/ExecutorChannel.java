package dev.firesteel.protocol.transport;

import dev.firesteel.protocol.message.ToExecutor;
import java.util.List;

/** The driver's end of a channel to one executor. Safe for any thread; never blocks. */
public interface ExecutorChannel {
  /**
   * Sends messages as one batch, in order; dropped if the channel is gone.
   *
   * @throws dev.firesteel.api.error.FiresteelException of category RESOURCES, with nothing sent, if
   *     the batch takes more than {@link dev.firesteel.protocol.codec.MessageCodec#MAX_BATCH_BYTES}
   */
  void send(List<ToExecutor> messages);

  /** Closes after what was sent before. Idempotent. */
  void close();
}
