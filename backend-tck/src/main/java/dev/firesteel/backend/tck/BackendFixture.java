package dev.firesteel.backend.tck;

import dev.firesteel.api.backend.ClusterBackend;
import dev.firesteel.api.backend.ClusterBackendProvider;
import dev.firesteel.api.backend.MasterUrl;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.resource.Resources;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the kit must know of a backend to check it. Each check opens a backend of its own. */
public interface BackendFixture {
  /** The provider under check. */
  ClusterBackendProvider provider();

  /** A master URL for which nothing else uses the cluster meanwhile. */
  MasterUrl master();

  /** Executors of {@link #executor()} that the cluster runs at a time, at least 1. */
  int capacity();

  /** Malformed master URLs of the backend's kind, at least one. */
  List<String> malformed();

  /** A part of the message that refuses {@link #malformed()}: the right form. */
  String rightForm();

  /** Settings besides those that the master URL implies. */
  default Config config() {
    return Config.empty();
  }

  /** An executor's size. */
  default Resources executor() {
    return Resources.of(1, 128);
  }

  /** An executor's size that the cluster will never have. */
  default Resources tooLarge() {
    return Resources.of(100_000, 128);
  }

  /** The address at which executors reach this JVM. */
  default String address() {
    return "127.0.0.1";
  }

  /** The address on which this JVM listens for them. */
  default String bindAddress() {
    return address();
  }

  /** The longest that the kit waits for what must come. */
  default Duration patience() {
    return Duration.ofSeconds(30);
  }

  /** How long the kit waits for what must not come. */
  default Duration linger() {
    return Duration.ofMillis(100);
  }

  /** Files that the backends opened so far have left behind, as far as the fixture can see. */
  default List<Path> leftovers() {
    return List.of();
  }

  /** The same kind of backend with a cluster that it cannot connect to, if that can be had. */
  default Optional<BackendFixture> unreachable() {
    return Optional.empty();
  }

  /** Faults that the fixture can cause in a backend that it provided. */
  default Faults faults(ClusterBackend backend) {
    return new Faults() {};
  }
}
