package dev.firesteel.api.credential;

import dev.firesteel.api.config.Config;
import java.util.Optional;

/**
 * Knows how executors prove to one kind of service who they are. Found by {@link
 * java.util.ServiceLoader}, on the driver and in each executor's process, also in the user's jars;
 * has a public constructor without parameters that does next to nothing.
 *
 * <p>Rules:
 *
 * <ol>
 *   <li>{@link #open} is called once a session, on the driver, and only where executors have
 *       processes of their own. It answers from the settings alone, without asking other hosts and
 *       without loading the service's client where nothing is needed: it is in the way of each
 *       start.
 *   <li>What {@link CredentialsSource#make} returns is opaque to Firesteel. It travels encoded by
 *       nobody else, over the application's own authenticated channel, to all executors: to those
 *       that register later with their welcome. It is written to no file and no log.
 *   <li>{@link #install} is called in an executor's process, before the first task of a job that
 *       was submitted after the credentials were made, and again with each newer ones. It may be
 *       called while tasks run; they go on with the old ones or take the new ones.
 * </ol>
 */
public interface CredentialsProvider {
  /** Tells it from others, on the wire too; such as {@code hadoop}. */
  String name();

  /**
   * What makes credentials for a session.
   *
   * @param config the session's settings
   * @return empty if these settings need none
   * @throws dev.firesteel.api.error.FiresteelException if the settings are wrong
   */
  Optional<CredentialsSource> open(Config config);

  /**
   * Makes what the driver sent the ones that this process uses.
   *
   * @throws dev.firesteel.api.error.FiresteelException if they cannot be used; the executor ends
   *     then
   */
  void install(byte[] credentials);
}
