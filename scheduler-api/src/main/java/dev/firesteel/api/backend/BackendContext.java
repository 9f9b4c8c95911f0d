package dev.firesteel.api.backend;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.id.ApplicationId;
import java.nio.file.Path;
import java.util.List;
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

  /**
   * The class path of executors' processes, so that it can be brought to the cluster before the
   * first is launched; empty if it is not known yet.
   */
  default List<Path> executorClassPath() {
    return List.of();
  }

  /** Starts executors inside this JVM, for backends without processes. */
  InProcessExecutors inProcess();

  /** For waiting and time-outs; tests step it by hand. Ends with the session, after the backend. */
  ScheduledExecutorService timer();
}
