package dev.firesteel.cli;

import dev.firesteel.api.backend.Capability;
import dev.firesteel.api.backend.ClusterBackendProvider;
import dev.firesteel.api.backend.MasterUrl;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.api.resource.Resources;
import dev.firesteel.backend.tck.BackendFixture;
import dev.firesteel.engine.Backends;
import dev.firesteel.engine.DriverAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Any cluster that runs, as the conformance kit wants to know it. */
record LiveCluster(
    ClusterBackendProvider provider,
    MasterUrl master,
    Config config,
    Resources executor,
    int capacity,
    DriverAddress driver,
    Duration patience,
    Duration linger)
    implements BackendFixture {
  private static final long SMALL_MIB = 128;

  /** The cluster that the settings name, found on the class path. */
  static LiveCluster of(Config config, Optional<Duration> patience) {
    MasterUrl master = new MasterUrl(config.get(CoreKeys.MASTER));
    ClusterBackendProvider provider = Backends.find(master, LiveCluster.class.getClassLoader());
    Config effective = provider.implied(master).overriddenBy(config);
    Set<Capability> can = provider.capabilities(master, effective);
    boolean far = can.contains(Capability.REMOTE_HOSTS);
    long memoryMiB =
        config.isSet(CoreKeys.EXECUTOR_MEMORY)
            ? config.get(CoreKeys.EXECUTOR_MEMORY) >> 20
            : SMALL_MIB;
    return new LiveCluster(
        provider,
        master,
        config,
        Resources.of(effective.get(CoreKeys.EXECUTOR_CORES), memoryMiB),
        effective.get(CoreKeys.EXECUTORS),
        DriverAddress.of(can, effective),
        patience.orElse(Duration.ofSeconds(far ? 90 : 30)),
        Duration.ofMillis(far ? 1000 : 100));
  }

  /** The kind of master, begun but not ended. */
  @Override
  public List<String> malformed() {
    String url = master.value();
    int scheme = url.indexOf("://");
    return scheme >= 0
        ? List.of(url.substring(0, scheme) + "://")
        : List.of(url.split("\\[", 2)[0] + "[", url.split("\\[", 2)[0] + "[]");
  }

  @Override
  public String rightForm() {
    return provider.forms();
  }

  @Override
  public String address() {
    return driver.host();
  }

  @Override
  public String bindAddress() {
    return driver.bind();
  }
}
