package dev.firesteel.protocol.transport;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.protocol.message.ToDriver;
import java.util.List;

/**
 * What a driver's transport tells. Called from any thread, for one executor by one thread at a
 * time; must not block.
 */
public interface DriverListener {
  /**
   * An executor proved that it knows the secret and registered. While it is connected, no other
   * channel registers the same id.
   */
  void registered(ToDriver.Register registration, ExecutorChannel channel);

  /** Messages of a registered executor. */
  void received(ExecutorId executor, List<ToDriver> messages);

  /** The channel of a registered executor is gone. Last call for that channel. */
  void disconnected(ExecutorId executor, String why);
}
