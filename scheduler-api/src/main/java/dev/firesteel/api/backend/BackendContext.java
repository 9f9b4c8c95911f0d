package dev.firesteel.api.backend;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.id.ApplicationId;
import java.util.concurrent.ScheduledExecutorService;

/** What a backend is given. */
public interface BackendContext {
  /** The application's id. */
  ApplicationId application();

  /** The application's name, for people. */
  String applicationName();

  /** The master URL. */
  MasterUrl master();

  /** All settings, those implied by the master URL included. */
  Config config();

  /** Starts executors inside this JVM, for backends without processes. */
  InProcessExecutors inProcess();

  /** For waiting and time-outs; tests step it by hand. Ends with the session, after the backend. */
  ScheduledExecutorService timer();
}
