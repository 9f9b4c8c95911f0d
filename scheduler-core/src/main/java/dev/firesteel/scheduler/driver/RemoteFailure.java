package dev.firesteel.scheduler.driver;

/** What a task threw, as text: its class may not exist on the driver. */
final class RemoteFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The stack trace that an executor sent. */
  RemoteFailure(String stackTrace) {
    super("the task failed with\n" + stackTrace.stripTrailing(), null, false, false);
  }
}
