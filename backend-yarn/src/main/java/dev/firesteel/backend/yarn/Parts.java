package dev.firesteel.backend.yarn;

import dev.firesteel.api.backend.BackendContext;
import dev.firesteel.backend.yarn.ask.ContainerRules;
import dev.firesteel.backend.yarn.container.Containers;
import dev.firesteel.backend.yarn.pending.Inquiry;
import dev.firesteel.backend.yarn.rm.Mastership;
import dev.firesteel.backend.yarn.rm.Registered;
import java.io.IOException;
import java.util.function.LongSupplier;

/**
 * What a backend is made of.
 *
 * @param context what the core gives
 * @param mastership how it becomes application master
 * @param opened makes what needs a registration
 * @param nanos a clock
 */
record Parts(
    BackendContext context, Mastership mastership, AfterRegistration opened, LongSupplier nanos) {
  /** Makes what needs a registration; waits for the network. */
  interface AfterRegistration {
    Opened open(Registered registered) throws IOException;
  }

  /**
   * What there is after the registration.
   *
   * @param containers starts executors
   * @param rules what may be asked for
   * @param inquiry says why containers do not come
   * @param release frees files of the application; never throws
   */
  record Opened(Containers containers, ContainerRules rules, Inquiry inquiry, Runnable release) {}
}
