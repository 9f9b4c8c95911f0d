package dev.firesteel.backend.mesos.wire;

/**
 * What is said of a framework that another has taken, or that has ended: to drivers, or
 * dispatchers.
 */
public final class FrameworkAdvice {
  static final String TAKEN = "another driver has subscribed as this framework";
  static final String OWN = "give each driver its own firesteel.mesos.framework-id, or none";
  static final String AGAIN =
      "start it again, without firesteel.mesos.framework-id; a longer"
          + " firesteel.mesos.failover-timeout lets it be away for longer";

  private FrameworkAdvice() {}

  /** A failure's message as it is true of a dispatcher, which keeps its framework's id itself. */
  public static String ofDispatcher(String message) {
    return message
        .replace(TAKEN, "another dispatcher has subscribed as this framework")
        .replace(OWN, "give each dispatcher a firesteel.mesos.dispatcher.directory of its own")
        .replace(
            AGAIN,
            "start the dispatcher again: it goes on as a new framework; a longer"
                + " firesteel.mesos.dispatcher.failover-timeout lets it be away for longer");
  }
}
