package dev.firesteel.scheduler.driver;

import org.jspecify.annotations.Nullable;

/**
 * How the application goes, as far as its jobs tell. A session cannot see why it is closed; but a
 * program that ends by the failure of a job closes it right after that failure. So the application
 * counts as failed if the last of its jobs to end failed. A cancelled job says nothing. Safe for
 * any thread.
 */
final class Course {
  private volatile @Nullable String failure;

  void jobSucceeded() {
    failure = null;
  }

  void jobFailed(String why) {
    failure = why;
  }

  /** Why the last job failed, or null if it did not. */
  @Nullable String failure() {
    return failure;
  }
}
