package dev.firesteel.executor.run;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.executor.spill.LocalDirectories;
import dev.firesteel.executor.task.Outbox;
import dev.firesteel.protocol.message.ToDriver;
import dev.firesteel.protocol.message.ToExecutor;
import dev.firesteel.protocol.transport.ExecutorTransport;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A running executor: registers with its driver, does what it says, and ends when it is told to,
 * when its driver is gone, or when it is closed. At the end its files, threads and ports are gone,
 * but for threads of tasks that ignore interrupts; those are daemons. Safe for any thread.
 */
public final class Executor implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger(Executor.class);
  private static final long CONNECT_SECONDS = 10;

  private final ExecutorIdentity identity;
  private final ExecutorParts parts;
  private final Outbox outbox = new Outbox();
  private final LateBlocks served = new LateBlocks();
  private final Housekeeping housekeeping;
  private final Closing resources = new Closing();
  private final CompletableFuture<Integer> ended = new CompletableFuture<>();

  /** Down once connecting has succeeded or failed: only then can the driver be told anything. */
  private final CountDownLatch connecting = new CountDownLatch(1);

  private final AtomicBoolean ending = new AtomicBoolean();
  private volatile Pulse pulse;
  private volatile @Nullable Shift shift;

  private Executor(ExecutorIdentity identity, ExecutorParts parts) {
    this.identity = identity;
    this.parts = parts;
    housekeeping = new Housekeeping(identity.id().value());
    pulse = pulse(Config.empty(), () -> {});
  }

  /**
   * Starts an executor. Never throws: what keeps it from working ends it.
   *
   * @return the executor, which has asked the driver to register it
   */
  public static Executor start(ExecutorIdentity identity, ExecutorParts parts) {
    Executor executor = new Executor(identity, parts);
    try {
      executor.connect();
    } catch (FiresteelException e) {
      executor.end(ExitCode.of(e.category()), String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      LOG.error("Executor {} cannot start", identity.id(), e);
      executor.end(ExitCode.INTERNAL, e.toString());
    }
    return executor;
  }

  private void connect() {
    try {
      openChannel();
    } finally {
      connecting.countDown();
    }
  }

  private void openChannel() {
    resources.add(parts.transport());
    resources.add(housekeeping);
    BlockPlane.Server server = resources.add(parts.blocks().serve(identity, served));
    Thread hook = new Thread(this::abort, identity.id() + "-shutdown");
    Runtime.getRuntime().addShutdownHook(hook);
    resources.add(() -> removeHook(hook));
    ToDriver.Register registration =
        new ToDriver.Register(identity.id(), identity.host(), server.address(), identity.slots());
    housekeeping.beat(pulse, Config.empty().get(CoreKeys.HEARTBEAT_INTERVAL));
    ExecutorTransport.DriverChannel channel =
        parts.transport().connect(parts.driver(), parts.secret(), registration, new FromDriver());
    resources.add(channel::close);
    outbox.open(channel);
  }

  private Pulse pulse(Config config, Runnable beat) {
    return new Pulse(
        config.get(CoreKeys.HEARTBEAT_TIMEOUT),
        System::nanoTime,
        beat,
        () -> end(ExitCode.DRIVER_GONE, "the driver is silent"));
  }

  /** What the driver sends; called by one thread at a time. */
  private final class FromDriver implements ExecutorTransport.Listener {
    @Override
    public void received(List<ToExecutor> messages) {
      pulse.heard();
      try {
        for (ToExecutor message : messages) {
          obey(message);
        }
      } catch (FiresteelException e) {
        end(ExitCode.of(e.category()), String.valueOf(e.getMessage()));
      } catch (RuntimeException e) {
        LOG.error("Executor {} cannot obey", identity.id(), e);
        end(ExitCode.INTERNAL, e.toString());
      }
    }

    @Override
    public void disconnected(String why) {
      end(ExitCode.DRIVER_GONE, "the channel to the driver is gone: " + why);
    }
  }

  private void obey(ToExecutor message) {
    Shift now = shift;
    if (message instanceof ToExecutor.Welcome welcome) {
      begin(Config.of(welcome.config()));
    } else if (message instanceof ToExecutor.Stop stop) {
      end(ExitCode.STOPPED, stop.why());
    } else if (now != null) {
      now.obey(message);
    } else if (!ending.get()) {
      throw new IllegalStateException("Cannot obey " + message + " before the welcome");
    }
  }

  /** The driver's settings are known: set up and work. */
  private synchronized void begin(Config config) {
    if (ending.get()) {
      return;
    }
    List<String> roots =
        parts.scratch().isEmpty() ? config.get(CoreKeys.LOCAL_DIRS) : parts.scratch();
    LocalDirectories directories =
        resources.add(LocalDirectories.create(roots, StaleDirectories.name(identity)));
    housekeeping.later(
        () -> StaleDirectories.remove(directories.directories(), StaleDirectories::lives));
    Workplace workplace =
        resources.add(
            new Workplace(
                identity,
                parts,
                config,
                directories,
                resources.add(parts.blocks().client(identity)),
                outbox));
    served.become(workplace.served());
    Shift begun = new Shift(identity, workplace, outbox, housekeeping, this::end);
    shift = begun;
    pulse = pulse(config, begun::heartbeat);
    housekeeping.beat(pulse, config.get(CoreKeys.HEARTBEAT_INTERVAL));
    LOG.info(
        "Executor {} works on {} with {} slots", identity.id(), identity.host(), identity.slots());
  }

  /** Completes with the exit code, see {@link ExitCode}, when it has ended; never exceptionally. */
  public CompletionStage<Integer> ended() {
    return ended.minimalCompletionStage();
  }

  /** Asks it to end, and returns at once. Idempotent. */
  public void stop(String why) {
    end(ExitCode.STOPPED, why);
  }

  /** Ends it and waits until it has ended. Idempotent. */
  @Override
  public void close() {
    stop("closed");
    ended.join();
  }

  private void end(ExitCode code, String why) {
    if (!ending.compareAndSet(false, true)) {
      return;
    }
    Thread closer = new Thread(() -> finish(code, why), identity.id() + "-end");
    closer.setDaemon(true);
    try {
      closer.start();
    } catch (OutOfMemoryError e) {
      finish(code, why);
    }
  }

  private void finish(ExitCode code, String why) {
    try {
      if (code == ExitCode.STOPPED) {
        LOG.info("Executor {} ends: {}", identity.id(), why);
      } else {
        LOG.error("Executor {} ends with code {}: {}", identity.id(), code.code(), why);
      }
      Shift last = last();
      if (last != null) {
        last.end(why);
      }
      if (code != ExitCode.STOPPED) {
        // The welcome, which may fail, can arrive before connecting returns.
        boolean unused = connecting.await(CONNECT_SECONDS, TimeUnit.SECONDS);
        outbox.send(new ToDriver.Leaving(why));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("Executor {} ends badly", identity.id(), e);
    } finally {
      try {
        resources.close();
      } finally {
        ended.complete(code.code());
      }
    }
  }

  /** The shift, once it cannot begin any more. */
  private synchronized @Nullable Shift last() {
    return shift;
  }

  /** The JVM shuts down: nothing may be left on disk. */
  private void abort() {
    boolean first = ending.compareAndSet(false, true);
    try {
      Shift last = last();
      if (last != null) {
        last.abort();
      }
    } finally {
      if (first) {
        // a driver in this JVM waits for it in a shutdown hook of its own
        ended.complete(ExitCode.STOPPED.code());
      }
    }
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      LOG.debug("The JVM shuts down already");
    }
  }
}
