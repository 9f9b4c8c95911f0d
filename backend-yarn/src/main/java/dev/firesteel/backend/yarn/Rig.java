package dev.firesteel.backend.yarn;

import dev.firesteel.backend.yarn.ask.ContainerRules;
import dev.firesteel.backend.yarn.container.Containers;
import dev.firesteel.backend.yarn.pending.Inquiry;
import dev.firesteel.backend.yarn.rm.Registered;
import java.io.IOException;

/** What a session needs beside its place at the ResourceManager. Methods wait for the network. */
interface Rig {
  /** Begins what can go on while the session registers. */
  void begin();

  /**
   * Makes what needs the registration; once.
   *
   * @throws IllegalStateException if it is closed, also meanwhile
   */
  Opened open(Registered registered) throws IOException;

  /**
   * Frees everything, also what {@link #begin} began alone, and ends the waiting of {@link #open}.
   * Idempotent; never throws.
   */
  void close();

  /**
   * What there is after the registration.
   *
   * @param containers starts executors
   * @param rules what may be asked for
   * @param inquiry says why containers do not come
   * @param racks tells the racks of nodes; may wait for the network
   */
  record Opened(Containers containers, ContainerRules rules, Inquiry inquiry, Racks racks) {}
}
