package dev.firesteel.api.backend;

import dev.firesteel.api.config.Config;
import java.util.Optional;
import java.util.Set;

/**
 * Makes backends for master URLs of one kind. Found by {@link java.util.ServiceLoader}: a jar on
 * the class path is enough. Rules P1 to P3.
 */
public interface ClusterBackendProvider {
  /** The backend's name for people and logs, such as {@code local}. */
  String name();

  /** The forms of master URLs that it takes, for help and errors, such as {@code local[n]}. */
  String forms();

  /** Whether the master URL is of this backend's kind. */
  boolean accepts(MasterUrl master);

  /** What the backend can do beyond the least that the rules ask. */
  Set<Capability> capabilities(MasterUrl master, Config config);

  /**
   * The settings that the master URL itself implies, such as cores from {@code local[4]}; weaker
   * than what the user set.
   *
   * @throws dev.firesteel.api.error.FiresteelException if the URL is malformed
   */
  Config implied(MasterUrl master);

  /**
   * A backend for one application, not started.
   *
   * @throws dev.firesteel.api.error.FiresteelException if the master URL or a setting is wrong
   */
  ClusterBackend open(BackendContext context);

  /** The client for submitting whole applications, where the cluster can run drivers. */
  Optional<SubmissionClient> submission(MasterUrl master, Config config);

  /**
   * Starts the service that looks after submitted drivers, where the cluster needs one beside it;
   * to be closed.
   *
   * @return empty if the cluster needs none, or runs no drivers
   * @throws dev.firesteel.api.error.FiresteelException if the master URL or a setting is wrong, or
   *     the service cannot be started
   */
  default Optional<DispatcherService> dispatcher(MasterUrl master, Config config) {
    return Optional.empty();
  }
}
