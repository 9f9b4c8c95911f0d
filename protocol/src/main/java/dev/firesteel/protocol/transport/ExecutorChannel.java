package dev.firesteel.protocol.transport;

import dev.firesteel.protocol.message.ToExecutor;
import java.util.List;

/** The driver's end of a channel to one executor. Safe for any thread; never blocks. */
public interface ExecutorChannel {
  /** Sends messages as one batch, in order; dropped if the channel is gone. */
  void send(List<ToExecutor> messages);

  /** Closes after what was sent before. Idempotent. */
  void close();
}
