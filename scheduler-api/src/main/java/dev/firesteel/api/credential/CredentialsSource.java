package dev.firesteel.api.credential;

/** Makes credentials for one session. For one thread at a time. */
public interface CredentialsSource extends AutoCloseable {
  /** When credentials are to be made first. */
  enum Need {
    /** As soon as {@link CredentialsSource#lacking} says so. */
    WHEN_USED,
    /** With the session: the settings say that executors use the service. */
    FROM_THE_START
  }

  /** When credentials are to be made first. */
  Need need();

  /**
   * Whether something is in use by now that the credentials made last do not serve. Asked before
   * each job; cheap.
   */
  boolean lacking();

  /**
   * Makes credentials for all that is in use. May ask other hosts and take its time.
   *
   * @throws dev.firesteel.api.error.FiresteelException if they are refused; it says why
   */
  Credentials make();

  @Override
  void close();
}
