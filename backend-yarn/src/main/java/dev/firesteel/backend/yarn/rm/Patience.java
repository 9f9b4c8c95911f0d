package dev.firesteel.backend.yarn.rm;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.exceptions.YarnException;

/**
 * How long an answer of the ResourceManager is waited for, by the clock on the wall. Hadoop's own
 * limits count tries and pauses: a host that swallows what is sent makes each try as long as its
 * time-out, and failover between two of them doubles that.
 */
public final class Patience {
  /** What a try takes at most on a busy machine, logging in included. */
  private static final Duration LAST_TRY = Duration.ofSeconds(16);

  private final Duration limit;

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
   * Asks in this thread, which is interrupted when it takes too long.
   *
   * @throws SocketTimeoutException if there is no answer in time
   */
  public <T> T ask(Callable<T> question) throws YarnException, IOException {
    try (Watch watch = new Watch(Thread.currentThread())) {
      try {
        return question.call();
      } catch (Exception e) {
        if (watch.end()) {
          throw (IOException)
              new SocketTimeoutException("no answer within " + limit.toSeconds() + " s")
                  .initCause(e);
        }
        throw e;
      }
    } catch (YarnException | IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Interrupts a thread, unless it is ended before. */
  private final class Watch implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition over = lock.newCondition();
    private final Thread asking;
    private boolean ended; // guarded by lock
    private boolean late; // guarded by lock

    Watch(Thread asking) {
      this.asking = asking;
      Thread thread = new Thread(this::run, "yarn-patience");
      thread.setDaemon(true);
      thread.start();
    }

    private void run() {
      lock.lock();
      try {
        long left = limit.toNanos();
        while (!ended && left > 0) {
          left = over.awaitNanos(left);
        }
        if (!ended) {
          late = true;
          asking.interrupt();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        lock.unlock();
      }
    }

    /** Ends it; true if the thread was interrupted, which is forgotten then. */
    boolean end() {
      lock.lock();
      try {
        if (!ended) {
          ended = true;
          over.signalAll();
          if (late) {
            boolean unused = Thread.interrupted();
          }
        }
        return late;
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void close() {
      boolean unused = end();
    }
  }
}
