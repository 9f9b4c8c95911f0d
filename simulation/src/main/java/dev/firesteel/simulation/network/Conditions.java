package dev.firesteel.simulation.network;

/** How the network is at a moment. */
public interface Conditions {
  /** Nanoseconds that a batch or a request takes now, at least 1. */
  long latency();

  /** Whether the connection of a fetch breaks. */
  boolean fetchBreaks();

  /** Nanoseconds from the break of a connection until one of its ends sees it. */
  long noticeOfBreak();
}
