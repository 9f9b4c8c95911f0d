package dev.firesteel.backend.yarn.rm;

import dev.firesteel.api.backend.FinalStatus;
import dev.firesteel.backend.yarn.ask.Exchange;
import java.io.IOException;
import org.apache.hadoop.yarn.api.protocolrecords.AllocateResponse;
import org.apache.hadoop.yarn.exceptions.YarnException;

/** The protocol of application masters; each call waits for the ResourceManager. */
interface Wire {
  /** Registers; once. */
  Registered register() throws YarnException, IOException;

  /**
   * One heartbeat. What it tells is kept and told again if it does not arrive; after one without an
   * answer the next tells nothing new.
   *
   * @throws YarnException if the ResourceManager says no, or Hadoop's client in its place
   * @throws IOException if nothing was said, so that the next heartbeat can succeed
   */
  AllocateResponse beat(Exchange news) throws YarnException, IOException;

  /** Unregisters. */
  void finish(FinalStatus status, String diagnostics) throws YarnException, IOException;

  /** Ends the connection. Idempotent; never throws. */
  void close();
}
