package dev.firesteel.simulation.network;

import dev.firesteel.protocol.message.ToExecutor;
import java.util.List;

/** An executor's end of its channel to the driver. */
public interface Peer {
  /** Messages from the driver. */
  void received(List<ToExecutor> messages);

  /** The channel is gone. Last call. */
  void disconnected(String why);
}
