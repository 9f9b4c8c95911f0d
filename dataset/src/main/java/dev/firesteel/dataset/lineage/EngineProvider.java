package dev.firesteel.dataset.lineage;

import dev.firesteel.api.config.Config;

/**
 * Makes the engine of a session. Found by {@link java.util.ServiceLoader}; exactly one is on the
 * class path.
 */
public interface EngineProvider {
  /**
   * Opens an engine; master and all else is in the settings. Fails with all wrong settings listed.
   *
   * @throws dev.firesteel.api.error.FiresteelException if a setting is wrong or the cluster cannot
   *     be reached
   */
  Engine open(Config config);
}
