package dev.firesteel.backend.mesos.serve;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.DriverHost;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.shipping.Digests;
import dev.firesteel.shipping.Extent;
import dev.firesteel.shipping.UserFiles;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Packs and serves what sandboxes need, each class path once. Nothing listens before there is
 * something to serve. Safe for any thread.
 */
public final class Provisions implements AutoCloseable {
  private final Config config;
  private final Extent extent;
  private final Path memo;
  private final ExecutorService thread = Executors.newSingleThreadExecutor(Provisions::daemon);
  private final Map<List<Path>, CompletableFuture<Provision>> made = new HashMap<>();
  private final Closing closing = new Closing();
  private @Nullable FileServer server; // of the one thread

  private Provisions(Config config, Extent extent, Path memo) {
    this.config = config;
    this.extent = extent;
    this.memo = memo;
  }

  /** For executors of an application with these settings. */
  public static Provisions of(Config config) {
    return of(config, Extent.EXECUTORS);
  }

  /** For what needs more or less of the distribution. */
  public static Provisions of(Config config, Extent extent) {
    return new Provisions(config, extent, Digests.memoOfUser());
  }

  static Provisions of(Config config, Path memo) {
    return new Provisions(config, Extent.EXECUTORS, memo);
  }

  /**
   * Finds out at once what will not go: files that are missing, a port that is taken.
   *
   * @throws FiresteelException if there is such a thing
   */
  public void check() {
    UserFiles user = UserFiles.of(config);
    Packing.check(user);
    if (config.get(ServeKeys.HOME).isBlank() || !user.byName().isEmpty()) {
      var unused = await(CompletableFuture.supplyAsync(this::serving, thread));
    }
  }

  /** Begins to pack a class path, so that {@link #provide} finds it done. Does not wait. */
  public void prepare(List<Path> classPath) {
    var unused = begun(classPath);
  }

  /** Completes, however, when all is packed that was begun so far. */
  public synchronized CompletionStage<?> prepared() {
    return CompletableFuture.allOf(made.values().toArray(CompletableFuture[]::new));
  }

  /**
   * What a program with this class path needs. Waits while it is packed.
   *
   * @throws FiresteelException if a file cannot be read, or served; says which, and what to do
   */
  public Provision provide(List<Path> classPath) {
    return await(begun(classPath));
  }

  private static <T> T await(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof FiresteelException known) {
        throw known;
      }
      throw e;
    } catch (CancellationException e) {
      throw new FiresteelException(
          ErrorCategory.CANCELLED, "Cannot serve files to agents: the session ends", e);
    }
  }

  private synchronized CompletableFuture<Provision> begun(List<Path> classPath) {
    if (thread.isShutdown()) {
      return CompletableFuture.failedFuture(new CancellationException());
    }
    return made.computeIfAbsent(
        List.copyOf(classPath), path -> CompletableFuture.supplyAsync(() -> make(path), thread));
  }

  private Provision make(List<Path> classPath) {
    Digests digests = Digests.remembered(memo, Clock.systemUTC());
    Supplier<FileServer> serving = this::serving;
    Provision provision = new Packing(config, extent, digests, serving, closing).pack(classPath);
    digests.save();
    return provision;
  }

  private FileServer serving() {
    FileServer there = server;
    if (there == null) {
      there = FileServer.start(DriverHost.of(config), config.get(ServeKeys.FILE_PORT));
      closing.add(there);
      server = there;
    }
    return there;
  }

  /** Serves no more. Repeatable. */
  @Override
  public void close() {
    synchronized (this) {
      thread.shutdownNow();
      made.values().forEach(each -> each.cancel(false));
    }
    closing.close();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "firesteel-mesos-packing");
    thread.setDaemon(true);
    return thread;
  }
}
