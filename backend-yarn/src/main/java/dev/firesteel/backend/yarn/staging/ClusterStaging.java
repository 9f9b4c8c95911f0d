package dev.firesteel.backend.yarn.staging;

import dev.firesteel.api.backend.ExecutorProgram;
import dev.firesteel.api.config.Config;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Files of this machine on the way to containers, through a {@link Cache} on the cluster's file
 * system.
 */
public final class ClusterStaging implements Staging {
  private static final Logger LOG = LogManager.getLogger(ClusterStaging.class);
  private static final int THREADS = 2;

  private final Config config;
  private final Clock clock;
  private final Path memo;
  private final ScheduledThreadPoolExecutor threads;
  private final CompletableFuture<ClusterHome> home;
  private final Map<List<Path>, CompletableFuture<StagedProgram>> staged = new HashMap<>();

  private ClusterStaging(Config config, Configuration hadoop, Clock clock, Path memo) {
    this.config = config;
    this.clock = clock;
    this.memo = memo;
    threads = new ScheduledThreadPoolExecutor(THREADS, ClusterStaging::daemon);
    threads.setRemoveOnCancelPolicy(true);
    home = supply(() -> ClusterHome.open(config, hadoop));
  }

  /**
   * Begins to open the cluster's file system.
   *
   * @param hadoop Hadoop's settings
   * @param clock tells the age of what is kept in the cache
   */
  public static ClusterStaging open(Config config, Configuration hadoop, Clock clock) {
    return open(config, hadoop, clock, Digests.memoOfUser());
  }

  static ClusterStaging open(Config config, Configuration hadoop, Clock clock, Path memo) {
    return new ClusterStaging(config, hadoop, clock, memo);
  }

  /**
   * Begins to stage what executors of this JVM's class path need, so that a later {@link #stage}
   * finds it done. Does not wait.
   */
  public void prepare() {
    List<Path> classPath = new ArrayList<>();
    StringTokenizer tokens =
        new StringTokenizer(System.getProperty("java.class.path", ""), File.pathSeparator);
    while (tokens.hasMoreTokens()) {
      classPath.add(Path.of(tokens.nextToken()).toAbsolutePath());
    }
    var unused = begun(classPath);
  }

  @Override
  public StagedProgram stage(ExecutorProgram program) throws IOException {
    return await(begun(program.classPath()));
  }

  private synchronized CompletableFuture<StagedProgram> begun(List<Path> classPath) {
    return staged.computeIfAbsent(classPath, path -> supply(() -> stage(path)));
  }

  private StagedProgram stage(List<Path> classPath) throws IOException {
    Digests digests = Digests.remembered(memo, clock);
    StagedParts parts = StagedParts.read(classPath, config, digests);
    digests.save();
    ClusterHome at = await(home);
    Cache cache =
        new Cache(
            at.files(),
            at.cache(),
            new Cache.Settings(
                config.get(StagingKeys.CACHE_EXPIRY), config.get(StagingKeys.CACHE_REPLICATION)),
            clock);
    StagedProgram program = parts.provide(cache, at.files());
    long every = cache.keepEvery().toMillis();
    if (every > 0) {
      var unused = threads.scheduleWithFixedDelay(cache::keep, every, every, TimeUnit.MILLISECONDS);
    }
    return program;
  }

  /**
   * The own directory of an application.
   *
   * @param application YARN's id
   * @throws IOException if the file system cannot be opened
   */
  public ApplicationDirectory directory(String application) throws IOException {
    ClusterHome at = await(home);
    return new ApplicationDirectory(
        at.files(), new org.apache.hadoop.fs.Path(at.applications(), application));
  }

  /**
   * Begins to delete what the cache holds in vain, and directories of applications that have ended
   * without doing so. Does not wait; failures are logged.
   */
  public void clean(RunningApplications running) {
    var unused =
        home.thenAcceptAsync(
                at -> {
                  new StaleApplications(at.files(), at.applications(), running, clock).delete();
                  new CacheCleaning(
                          at.files(), at.cache(), config.get(StagingKeys.CACHE_EXPIRY), clock)
                      .run();
                },
                threads)
            .whenComplete(
                (done, failure) -> {
                  if (failure != null) {
                    LOG.debug("Old files are not looked for: {}", failure.toString());
                  }
                });
  }

  @Override
  public void close() {
    threads.shutdownNow();
    var unused =
        home.thenAccept(
            at -> {
              try {
                at.files().close();
              } catch (IOException e) {
                LOG.debug("Cannot close {}: {}", at.files().getUri(), e.toString());
              }
            });
  }

  @FunctionalInterface
  private interface Work<T> {
    T run() throws IOException;
  }

  private <T> CompletableFuture<T> supply(Work<T> work) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return work.run();
          } catch (IOException e) {
            throw new CompletionException(e);
          }
        },
        threads);
  }

  private static <T> T await(CompletableFuture<T> future) throws IOException {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof IOException known) {
        throw known;
      }
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw e;
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "firesteel-staging");
    thread.setDaemon(true);
    return thread;
  }
}
