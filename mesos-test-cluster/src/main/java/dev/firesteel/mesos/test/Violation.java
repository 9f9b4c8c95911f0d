package dev.firesteel.mesos.test;

/**
 * Something a framework did that it should not have.
 *
 * @param kind what
 * @param frameworkId whose call it was, or empty if that is unknown
 * @param detail what the call said, and what would have been right
 */
public record Violation(Kind kind, String frameworkId, String detail) {
  /** Kinds of breaches; a real master refuses some and ignores others. */
  public enum Kind {
    /** A body that is no call, a missing field, a wrong header: answered with 4xx. */
    MALFORMED_CALL,
    /** No stream id, or one of another subscription: answered with 400. */
    WRONG_STREAM_ID,
    /** A call of a framework that is not subscribed: answered with 400 or 403. */
    CALL_WITHOUT_SUBSCRIPTION,
    /** Missing or wrong credentials: answered with 401. */
    WRONG_CREDENTIALS,
    /** A SUBSCRIBE that was answered with an ERROR event. */
    REFUSED_SUBSCRIPTION,
    /** An offer that never was, or that this framework has used before. */
    UNKNOWN_OFFER,
    /** More resources than offered, or the same ones twice. */
    RESOURCES_OVERUSED,
    /** A task that a master refuses: a bad or used id, no command, the wrong agent. */
    INVALID_TASK,
    /** An acknowledgement of an update that is not the one in flight. */
    WRONG_ACKNOWLEDGEMENT,
    /** An update that was repeated since nobody acknowledged it. */
    ACKNOWLEDGEMENT_MISSING,
    /** SUPPRESS or REVIVE of a role that the framework does not have. */
    UNKNOWN_ROLE
  }

  @Override
  public String toString() {
    return kind + (frameworkId.isEmpty() ? "" : " by " + frameworkId) + ": " + detail;
  }
}
