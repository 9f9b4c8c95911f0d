package dev.firesteel.backend.yarn.staging;

import dev.firesteel.api.config.Config;
import java.io.IOException;
import java.net.URISyntaxException;
import java.time.Clock;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.yarn.api.records.LocalResource;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Notes from time to time that files are in use which another process has staged, so that they do
 * not expire while an application lasts. Touches the cluster's file system only when that is due.
 */
public final class LastingUse {
  private static final Logger LOG = LogManager.getLogger(LastingUse.class);

  private final StagedProgram program;
  private final Config config;
  private final Configuration hadoop;
  private final Clock clock;

  LastingUse(StagedProgram program, Config config, Configuration hadoop, Clock clock) {
    this.program = program;
    this.config = config;
    this.hadoop = hadoop;
    this.clock = clock;
  }

  /**
   * Notes it for as long as this process lasts, on a daemon thread.
   *
   * @param hadoop Hadoop's settings
   * @param clock tells the age of what is kept in the cache
   */
  public static void note(StagedProgram program, Config config, Configuration hadoop, Clock clock) {
    LastingUse use = new LastingUse(program, config, hadoop, clock);
    long every = settings(config).keepEvery().toMillis();
    if (every > 0) {
      var unused =
          new ScheduledThreadPoolExecutor(1, LastingUse::daemon)
              .scheduleWithFixedDelay(use::keep, every, every, TimeUnit.MILLISECONDS);
    }
  }

  private static Cache.Settings settings(Config config) {
    return new Cache.Settings(
        config.get(StagingKeys.CACHE_EXPIRY), config.get(StagingKeys.CACHE_REPLICATION));
  }

  /** Failures are logged; the next time comes. */
  void keep() {
    try {
      ClusterHome home = ClusterHome.open(config, hadoop);
      try (FileSystem files = home.files()) {
        for (Path root : home.caches()) {
          Cache cache = new Cache(files, root, settings(config), clock);
          for (LocalResource each : program.resources().values()) {
            cache.use(each.getResource().toPath());
          }
          cache.keep();
        }
      }
    } catch (IOException | URISyntaxException | RuntimeException e) {
      LOG.info("Cannot note the use of staged files: {}", e.toString());
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "firesteel-staging-use");
    thread.setDaemon(true);
    return thread;
  }
}
