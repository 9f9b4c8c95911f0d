package dev.firesteel.backend.yarn.rm;

import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.backend.yarn.ask.Exchange;
import java.time.Duration;
import org.apache.hadoop.yarn.api.protocolrecords.AllocateResponse;

/**
 * Who speaks with the ResourceManager in heartbeats; called on their thread, never concurrently.
 */
public interface Peer {
  /** What to tell in the heartbeat that is due. */
  Exchange next();

  /**
   * The answer to it.
   *
   * @return the longest pause until the next heartbeat
   */
  Duration answered(AllocateResponse answer);

  /** A heartbeat was not answered; it is repeated until {@link #answered} or {@link #ended}. */
  void silent(String why);

  /** The ResourceManager has ended the attempt, or does not know it; no heartbeat follows. */
  void ended(FiresteelException why);
}
