package dev.firesteel.backend.yarn.rm;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.jspecify.annotations.Nullable;

/**
 * How long an answer of the ResourceManager is waited for, by the clock on the wall. Hadoop's own
 * limits count tries and pauses: a host that swallows what is sent makes each try as long as its
 * time-out, and failover between two of them doubles that. Safe for any thread.
 */
public final class Patience {
  /** What a try takes at most on a busy machine, logging in included. */
  private static final Duration LAST_TRY = Duration.ofSeconds(16);

  private static final Duration SHORTEST_BEAT = Duration.ofMinutes(2);

  private final Duration limit;

  /** A call that has no answer but its return. */
  public interface Request {
    /** Calls. */
    void send() throws YarnException, IOException;
  }

  Patience(Duration limit) {
    this.limit = limit;
  }

  /**
   * What settings say: {@code yarn.resourcemanager.connect.max-wait.ms}, and a while for the last
   * try.
   */
  public static Patience of(Configuration conf) {
    long millis =
        conf.getLong(
            YarnConfiguration.RESOURCEMANAGER_CONNECT_MAX_WAIT_MS,
            YarnConfiguration.DEFAULT_RESOURCEMANAGER_CONNECT_MAX_WAIT_MS);
    return new Patience(
        millis < 0 ? Duration.ofDays(365) : Duration.ofMillis(millis).plus(LAST_TRY));
  }

  /**
   * For heartbeats: nobody knows whether one that is given up has arrived, so that only a host that
   * is mute for long is. A third of {@code yarn.am.liveness-monitor.expiry-interval-ms}, and two
   * minutes at least.
   */
  static Patience ofHeartbeats(Configuration conf) {
    Duration third = expiry(conf).dividedBy(3);
    return new Patience(third.compareTo(SHORTEST_BEAT) < 0 ? SHORTEST_BEAT : third);
  }

  /** The time after which the ResourceManager gives up a silent attempt. */
  static Duration expiry(Configuration conf) {
    return Duration.ofMillis(
        conf.getLong(
            YarnConfiguration.RM_AM_EXPIRY_INTERVAL_MS,
            YarnConfiguration.DEFAULT_RM_AM_EXPIRY_INTERVAL_MS));
  }

  Duration limit() {
    return limit;
  }

  /**
   * Asks in this thread, which is interrupted when it takes too long. An answer that comes all the
   * same is returned.
   *
   * @throws SocketTimeoutException if there is no answer in time
   */
  public <T> T ask(Callable<T> question) throws YarnException, IOException {
    Watch watch = new Watch(Thread.currentThread());
    try {
      return watched(watch, question);
    } finally {
      boolean unused = watch.end();
    }
  }

  /**
   * The same of a call that returns as if all were well when it is interrupted, as {@code
   * unregisterApplicationMaster} does: one that returns late was not answered.
   *
   * @throws SocketTimeoutException if there is no answer in time
   */
  public void insist(Request request) throws YarnException, IOException {
    Watch watch = new Watch(Thread.currentThread());
    try {
      watched(
          watch,
          () -> {
            request.send();
            return request;
          });
    } finally {
      boolean unused = watch.end();
    }
    if (watch.end()) {
      throw late(null);
    }
  }

  private <T> T watched(Watch watch, Callable<T> question) throws YarnException, IOException {
    CompletableFuture<Void> answered = new CompletableFuture<>();
    var unused =
        answered
            .orTimeout(limit.toNanos(), TimeUnit.NANOSECONDS)
            .whenComplete(
                (ok, late) -> {
                  if (late != null) {
                    watch.strike();
                  }
                });
    try {
      return question.call();
    } catch (YarnException | IOException | RuntimeException e) {
      if (watch.end()) {
        throw late(e);
      }
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      answered.complete(null);
    }
  }

  private SocketTimeoutException late(@Nullable Exception e) {
    var none = new SocketTimeoutException("no answer within " + limit.toSeconds() + " s");
    if (e != null) {
      none.initCause(e);
    }
    return none;
  }

  /** Interrupts a thread, unless it is ended before. */
  private static final class Watch {
    private final Thread asking;
    private boolean ended; // guarded by this
    private boolean late; // guarded by this

    Watch(Thread asking) {
      this.asking = asking;
    }

    synchronized void strike() {
      if (!ended) {
        late = true;
        asking.interrupt();
      }
    }

    /** Ends it; true if the thread was interrupted, which is forgotten then. */
    synchronized boolean end() {
      if (!ended) {
        ended = true;
        if (late) {
          boolean unused = Thread.interrupted();
        }
      }
      return late;
    }
  }
}
