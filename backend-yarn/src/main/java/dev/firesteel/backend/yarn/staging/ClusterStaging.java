package dev.firesteel.backend.yarn.staging;

import dev.firesteel.api.backend.ExecutorProgram;
import dev.firesteel.api.config.Config;
import dev.firesteel.shipping.Digests;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

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
  private final CompletableFuture<StagedProgram> ended = new CompletableFuture<>();
  private final Map<List<Path>, CompletableFuture<StagedProgram>> staged = new HashMap<>();
  private @Nullable CompletableFuture<StagedProgram> prepared; // guarded by this

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
   * Begins to stage what executors of a class path need, so that a later {@link #stage} finds it
   * done. Does not wait.
   *
   * @param classPath the class path, or nothing if it is not known yet
   */
  public synchronized void prepare(List<Path> classPath) {
    if (!classPath.isEmpty()) {
      prepared = begun(classPath);
    }
  }

  @Override
  public void awaitPrepared() throws IOException {
    Optional<CompletableFuture<StagedProgram>> begun;
    synchronized (this) {
      begun = Optional.ofNullable(prepared);
    }
    if (begun.isPresent()) {
      var unused = await(begun.get());
    }
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
    ClusterHome at = home.join();
    Cache.Settings settings =
        new Cache.Settings(
            config.get(StagingKeys.CACHE_EXPIRY), config.get(StagingKeys.CACHE_REPLICATION));
    Caches caches =
        new Caches(
            at.caches().stream()
                .map(root -> new Cache(at.files(), root, settings, clock))
                .toList());
    StagedProgram program = parts.provide(caches, at.files());
    long every = settings.keepEvery().toMillis();
    if (every > 0) {
      var unused =
          threads.scheduleWithFixedDelay(caches::keep, every, every, TimeUnit.MILLISECONDS);
    }
    return program;
  }

  /**
   * Begins to delete what nobody has used for long from the cache. Does not wait; failures are
   * logged.
   *
   * @return is completed at its end; fails if there is no file system of the cluster
   */
  public CompletableFuture<Void> clean() {
    Duration expiry = config.get(StagingKeys.CACHE_EXPIRY);
    return home.thenAcceptAsync(
        at -> at.caches().forEach(root -> new CacheCleaning(at.files(), root, expiry, clock).run()),
        threads);
  }

  @Override
  public void close() {
    threads.shutdownNow();
    ended.completeExceptionally(new IOException("Cannot stage files: the application ends"));
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

  /** Waits, but not beyond the end, nor when this thread is interrupted. */
  private StagedProgram await(CompletableFuture<StagedProgram> future) throws IOException {
    try {
      return future.applyToEither(ended, program -> program).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException)
          new InterruptedIOException("Interrupted while staging files").initCause(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException known) {
        throw known;
      }
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new CompletionException(e.getCause());
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "firesteel-staging");
    thread.setDaemon(true);
    return thread;
  }
}
