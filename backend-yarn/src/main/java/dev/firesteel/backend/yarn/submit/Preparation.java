package dev.firesteel.backend.yarn.submit;

import dev.firesteel.api.config.Config;
import java.io.IOException;
import org.apache.hadoop.yarn.api.records.ApplicationId;

/** Brings what a driver and its executors need to the cluster. */
interface Preparation {
  /**
   * Brings it there, unless it is there. It stays in the cache, also when the application is
   * refused.
   *
   * @throws IOException if a file cannot be read or stored; says which, and what to do
   */
  PreparedDriver prepare(ApplicationId application, Config config) throws IOException;
}
