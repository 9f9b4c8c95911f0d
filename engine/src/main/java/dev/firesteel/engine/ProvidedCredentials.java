package dev.firesteel.engine;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.credential.Credentials;
import dev.firesteel.api.credential.CredentialsProvider;
import dev.firesteel.api.credential.CredentialsSource;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.scheduler.driver.CredentialKeeper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The credentials of the providers that a session needs. Newer ones are made by a thread of its
 * own, because services may take their time; jobs wait only for what they lack, and each for its
 * provider alone.
 */
final class ProvidedCredentials implements CredentialKeeper {
  private static final Logger LOG = LogManager.getLogger(ProvidedCredentials.class);
  private static final Duration SHORTEST = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
  private static final int TRIES_IN_A_LIFE = 16;

  private final List<Held> all;
  private final SortedMap<String, byte[]> newest = new TreeMap<>(); // guarded by this
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(1, ProvidedCredentials::thread);
  private Consumer<SortedMap<String, byte[]>> publish = made -> {}; // guarded by this

  private ProvidedCredentials(List<Held> all) {
    this.all = List.copyOf(all);
    thread.setRemoveOnCancelPolicy(true);
  }

  /** What one provider has. */
  private static final class Held {
    private final String name;
    private final CredentialsSource source;

    /** Who makes new ones has it while the service is asked; never with the keeper's own lock. */
    private final ReentrantLock making = new ReentrantLock();

    private volatile boolean made;
    private volatile Duration life = Duration.ZERO;
    private @Nullable Future<?> renewal; // guarded by the keeper

    Held(String name, CredentialsSource source) {
      this.name = name;
      this.source = source;
    }

    boolean lacking() {
      boolean first = !made && source.need() == CredentialsSource.Need.FROM_THE_START;
      return first || source.lacking();
    }

    /** How long until another try. */
    Duration pause() {
      return clamp(life.dividedBy(TRIES_IN_A_LIFE));
    }
  }

  private static Thread thread(Runnable run) {
    Thread thread = new Thread(run, "firesteel-credentials");
    thread.setDaemon(true);
    return thread;
  }

  private static Duration clamp(Duration pause) {
    Duration most = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    return most.compareTo(SHORTEST) < 0 ? SHORTEST : most;
  }

  /** Asks all providers whether these settings need credentials. */
  static CredentialKeeper open(Config config, ClassLoader classes) {
    Map<String, CredentialsSource> sources = new TreeMap<>();
    try {
      for (CredentialsProvider each : ServiceLoader.load(CredentialsProvider.class, classes)) {
        each.open(config).ifPresent(source -> sources.put(each.name(), source));
      }
    } catch (ServiceConfigurationError e) {
      throw new FiresteelException(
          ErrorCategory.CONFIGURATION,
          "Cannot load a provider of credentials: " + e.getMessage() + " (mend or remove its jar)",
          e);
    }
    return of(sources);
  }

  static CredentialKeeper of(Map<String, CredentialsSource> sources) {
    List<Held> all = new ArrayList<>();
    sources.forEach((name, source) -> all.add(new Held(name, source)));
    return all.isEmpty() ? NONE : new ProvidedCredentials(all);
  }

  @Override
  public void start(Consumer<SortedMap<String, byte[]>> publish) {
    synchronized (this) {
      this.publish = publish;
    }
    if (all.stream()
        .anyMatch(each -> each.source.need() == CredentialsSource.Need.FROM_THE_START)) {
      thread.execute(this::early);
    }
  }

  /** What fails here fails again with the first job, which tells the user. */
  private void early() {
    try {
      beforeJob();
    } catch (FiresteelException e) {
      LOG.debug("Credentials cannot be made yet: {}", e.getMessage());
    }
  }

  @Override
  public void beforeJob() {
    for (Held each : all) {
      if (each.lacking()) {
        makeIfLacking(each);
      }
    }
  }

  private void makeIfLacking(Held held) {
    held.making.lock();
    try {
      if (held.lacking()) { // else they came meanwhile
        make(held);
      }
    } finally {
      held.making.unlock();
    }
  }

  /** Waits for the service; for who has the right to make. */
  private void make(Held held) {
    Credentials made = held.source.make();
    held.life = made.life().orElse(Duration.ZERO);
    held.made = true;
    publish(held, made);
    LOG.info(
        "Made credentials of {}, to be used for {}",
        held.name,
        made.life().map(Duration::toString).orElse("as long as they are valid"));
    made.renewAfter()
        .ifPresent(after -> later(held, after.compareTo(SHORTEST) < 0 ? SHORTEST : after));
  }

  private synchronized void publish(Held held, Credentials made) {
    newest.put(held.name, made.bytes());
    publish.accept(Collections.unmodifiableSortedMap(new TreeMap<>(newest)));
  }

  /** Plans the one renewal that is to come. */
  private synchronized void later(Held held, Duration after) {
    Future<?> planned = held.renewal;
    if (planned != null) {
      planned.cancel(false);
    }
    try {
      held.renewal = thread.schedule(() -> renew(held), after.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("The session is closed already");
    }
  }

  private void renew(Held held) {
    held.making.lock();
    try {
      make(held);
    } catch (RuntimeException e) {
      if (!thread.isShutdown()) {
        LOG.warn(
            "Cannot make newer credentials of {}, trying again in {}: {}",
            held.name,
            held.pause(),
            e.getMessage());
        later(held, held.pause());
      }
    } finally {
      held.making.unlock();
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    all.forEach(each -> each.source.close());
  }
}
