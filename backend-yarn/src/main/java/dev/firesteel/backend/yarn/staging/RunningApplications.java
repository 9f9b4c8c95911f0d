package dev.firesteel.backend.yarn.staging;

import java.io.IOException;

/** Asks the cluster which applications still run. */
@FunctionalInterface
public interface RunningApplications {
  /**
   * Whether an application has not ended; one that the cluster does not know has.
   *
   * @param application YARN's id, such as {@code application_1700000000000_0001}
   * @throws IOException if the cluster does not answer
   */
  boolean runs(String application) throws IOException;
}
