package dev.firesteel.api.backend;

/**
 * Why the cluster gives no executor at present.
 *
 * @param kind the kind of reason
 * @param detail a sentence for people: what is asked, what there is, what to do
 */
public record PendingReason(Kind kind, String detail) {
  /** Kinds of reasons. */
  public enum Kind {
    /** Nothing in the cluster is large enough; waiting does not help. */
    TOO_LARGE,
    /** All that is large enough is in use. */
    CLUSTER_BUSY,
    /** The user's share is used up. */
    QUOTA,
    /** No host meets the constraints. */
    CONSTRAINTS,
    /** The backend cannot do what the profile asks (P3). */
    UNSUPPORTED,
    /** The cluster has not answered yet. */
    WAITING;

    /**
     * Whether waiting does not help, as far as the backend knows: somebody has to change something.
     */
    public boolean lasts() {
      return switch (this) {
        case TOO_LARGE, CONSTRAINTS, UNSUPPORTED -> true;
        case CLUSTER_BUSY, QUOTA, WAITING -> false;
      };
    }
  }
}
