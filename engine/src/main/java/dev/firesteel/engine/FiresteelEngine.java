package dev.firesteel.engine;

import dev.firesteel.api.backend.Capability;
import dev.firesteel.api.backend.ClusterBackendProvider;
import dev.firesteel.api.backend.MasterUrl;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.api.config.ElasticKeys;
import dev.firesteel.dataset.lineage.Engine;
import dev.firesteel.dataset.lineage.EngineProvider;
import java.util.Set;
import org.apache.logging.log4j.LogManager;

/** Opens engines for whatever master the settings name. Found by ServiceLoader. */
public final class FiresteelEngine implements EngineProvider {
  /** Made by ServiceLoader. */
  public FiresteelEngine() {}

  @Override
  public Engine open(Config config) {
    ClassLoader own = FiresteelEngine.class.getClassLoader();
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    ClassLoader classes = context == null ? own : context;
    Settings.check(config, classes);
    MasterUrl master = new MasterUrl(config.get(CoreKeys.MASTER));
    ClusterBackendProvider provider = Backends.find(master, classes);
    Config effective = provider.implied(master).overriddenBy(config);
    Set<Capability> can = provider.capabilities(master, effective);
    UserFiles files = UserFiles.open(effective, classes, can);
    try {
      if (can.contains(Capability.PROCESSES)) {
        Wiring wiring =
            new NetworkWiring(
                can.contains(Capability.REMOTE_HOSTS)
                    ? DriverNetwork.of(effective)
                    : DriverNetwork.loopback());
        return new Composition(master, files.config(), files, wiring).open(provider);
      }
      Wiring wiring = new MemoryWiring(files.jars().loader());
      return new Composition(master, notElastic(master, files.config()), files, wiring)
          .open(provider);
    } catch (RuntimeException | Error e) {
      files.close();
      throw e;
    }
  }

  /** The one executor in this JVM is always there. */
  private static Config notElastic(MasterUrl master, Config config) {
    if (!config.get(ElasticKeys.ELASTIC)) {
      return config;
    }
    LogManager.getLogger(FiresteelEngine.class)
        .warn(
            "Master {} ignores {}: its only executor is in the driver's JVM (use"
                + " local-cluster[n,cores,MiB] or a cluster)",
            master,
            ElasticKeys.ELASTIC.name());
    return config.with(ElasticKeys.ELASTIC, "false");
  }
}
