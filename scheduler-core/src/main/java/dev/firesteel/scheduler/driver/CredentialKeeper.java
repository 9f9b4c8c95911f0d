package dev.firesteel.scheduler.driver;

import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * Makes the credentials of a session's executors, and newer ones in time. Opaque here: they only
 * pass through. Safe for any thread.
 */
public interface CredentialKeeper extends AutoCloseable {
  /** For executors that need none, such as those in the driver's JVM. */
  CredentialKeeper NONE =
      new CredentialKeeper() {
        @Override
        public void start(Consumer<SortedMap<String, byte[]>> publish) {}

        @Override
        public void beforeJob() {}

        @Override
        public void close() {}
      };

  /**
   * Begins; called once, returns at once.
   *
   * @param publish takes all credentials by provider, whenever some of them are new; executors get
   *     them before anything that is asked of them later
   */
  void start(Consumer<SortedMap<String, byte[]>> publish);

  /**
   * Publishes what a job may need that was planned just now.
   *
   * @throws dev.firesteel.api.error.FiresteelException if it cannot be had; the job fails
   */
  void beforeJob();

  @Override
  void close();
}
