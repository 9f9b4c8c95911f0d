package dev.firesteel.engine;

import dev.firesteel.api.backend.Capability;
import dev.firesteel.api.backend.ClusterBackendProvider;
import dev.firesteel.api.backend.MasterUrl;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.dataset.lineage.Engine;
import dev.firesteel.dataset.lineage.EngineProvider;
import dev.firesteel.protocol.network.NetworkSettings;

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
    UserJars jars = UserJars.open(effective, classes);
    try {
      Wiring wiring =
          provider.capabilities(master, effective).contains(Capability.PROCESSES)
              ? new NetworkWiring(NetworkSettings.loopback())
              : new MemoryWiring(jars.loader());
      return new Composition(master, effective, jars, wiring).open(provider);
    } catch (RuntimeException | Error e) {
      jars.close();
      throw e;
    }
  }
}
