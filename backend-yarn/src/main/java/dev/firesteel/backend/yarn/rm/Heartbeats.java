package dev.firesteel.backend.yarn.rm;

import dev.firesteel.api.backend.FinalStatus;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.backend.yarn.ask.Exchange;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.apache.hadoop.yarn.api.protocolrecords.AllocateResponse;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/** Heartbeats of one registered attempt, by one daemon thread. */
final class Heartbeats implements MasterLink {
  private static final Logger LOG = LogManager.getLogger(Heartbeats.class);
  private static final Duration ALONE = Duration.ofSeconds(1);
  private static final Duration UNANSWERED = Duration.ofMillis(500);
  private static final Duration FAREWELL = Duration.ofSeconds(10);

  private final Wire wire;
  private final Registered registered;
  private final Duration longest;
  private final Duration insisting;
  private final Function<Exception, FiresteelException> ending;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private @Nullable Peer peer; // guarded by lock
  private @Nullable Peer calling; // guarded by lock: the peer that the thread calls at this moment
  private @Nullable Peer leaving; // guarded by lock: the peer that has not said its last words
  private boolean due; // guarded by lock
  private @Nullable FiresteelException ended; // guarded by lock
  private Standing standing = Standing.REGISTERED; // guarded by lock
  private boolean closing; // guarded by lock
  private Exchange orphaned = Exchange.NONE; // guarded by lock: to be told for nobody who is there
  private boolean unheard; // of the thread: nobody knows whether the last heartbeat arrived

  private enum Standing {
    /** The ResourceManager knows the attempt, and waits for its last words. */
    REGISTERED,
    /** It does not any more. */
    GONE
  }

  /**
   * Begins to beat.
   *
   * @param longest the longest pause, at most a third of the time after which a silent attempt is
   *     given up
   * @param insisting for how long the end is told again while nobody answers
   * @param ending the failure that a final answer of the ResourceManager means
   */
  Heartbeats(
      Wire wire,
      Registered registered,
      Duration longest,
      Duration insisting,
      Function<Exception, FiresteelException> ending) {
    this.wire = wire;
    this.registered = registered;
    this.longest = longest;
    this.insisting = insisting;
    this.ending = ending;
    this.thread = new Thread(this::run, "yarn-heartbeat");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public Registered registered() {
    return registered;
  }

  @Override
  public void attach(Peer newPeer) {
    FiresteelException over = put(newPeer);
    if (over != null) {
      newPeer.ended(over); // nobody else tells it: the thread is over, too
    }
  }

  private @Nullable FiresteelException put(Peer newPeer) {
    lock.lock();
    try {
      if (peer != null || leaving != null) {
        throw new IllegalStateException(
            "Cannot open a second session in one application master at a time");
      }
      peer = newPeer;
      due = true;
      changed.signalAll();
      return ended;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void detach(Peer old) {
    lock.lock();
    try {
      if (peer != old) {
        return;
      }
      peer = null;
      leaving = old;
      while (calling == old && Thread.currentThread() != thread) {
        changed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
    Exchange last = old.next(); // without the lock: sessions call wake within locks of their own
    lock.lock();
    try {
      leaving = null;
      orphaned = orphaned.then(last);
      due = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void wake() {
    lock.lock();
    try {
      due = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    Duration pause = Duration.ZERO;
    while (awaitDue(pause)) {
      pause = beat();
    }
  }

  /** Waits for the next heartbeat; false if there is none. */
  private boolean awaitDue(Duration pause) {
    lock.lock();
    try {
      long left = pause.toNanos();
      while (!due && !closing && ended == null && left > 0) {
        left = changed.awaitNanos(left);
      }
      due = false;
      return !closing && ended == null;
    } catch (InterruptedException e) {
      return false;
    } finally {
      lock.unlock();
    }
  }

  private Duration beat() {
    Peer with = enter();
    try {
      AllocateResponse answer = wire.beat(unheard ? Exchange.NONE : news(with));
      Duration most = unheard ? Duration.ZERO : longest; // what was held back is told at once
      unheard = false;
      if (with == null) {
        giveBack(answer);
        return shorter(ALONE, most);
      }
      return shorter(with.answered(answer), most);
    } catch (IOException | YarnException e) {
      if (isClosing()) {
        return Duration.ZERO;
      }
      if (Silence.isOne(e)) {
        unheard = true;
        if (with != null) {
          with.silent(Silence.text(e));
        }
        return UNANSWERED;
      }
      LOG.debug("The ResourceManager has ended {}", registered.attempt(), e);
      if (Refusals.ofRequests(e)) {
        String application = registered.attempt().getApplicationId().toString();
        return end(RmErrors.refusedAsks(application, e), Standing.REGISTERED);
      }
      return end(ending.apply(e), Standing.GONE);
    } catch (RuntimeException e) {
      LOG.error("A heartbeat of {} failed", registered.attempt(), e);
      FiresteelException why =
          new FiresteelException(
              ErrorCategory.INTERNAL,
              "A heartbeat of " + registered.attempt() + " failed: " + e + " (see the log)",
              e);
      return end(why, Standing.REGISTERED);
    } finally {
      leave();
    }
  }

  /**
   * What a session has left behind is told first, even if there is another one already. Not to be
   * asked for while it is not known whether the last heartbeat arrived: if it did, the
   * ResourceManager answers the next one, which bears the same number, without reading it.
   */
  private Exchange news(@Nullable Peer with) {
    Exchange first = takeOrphaned();
    return with == null ? first : first.then(with.next());
  }

  /** What came while nobody was attached goes back. */
  private void giveBack(AllocateResponse answer) {
    List<String> containers =
        answer.getAllocatedContainers().stream().map(each -> each.getId().toString()).toList();
    lock.lock();
    try {
      orphaned = orphaned.then(new Exchange(List.of(), List.of(), containers, Set.of(), Set.of()));
    } finally {
      lock.unlock();
    }
  }

  private Exchange takeOrphaned() {
    lock.lock();
    try {
      Exchange all = orphaned;
      orphaned = Exchange.NONE;
      return all;
    } finally {
      lock.unlock();
    }
  }

  private static Duration shorter(Duration pause, Duration most) {
    return pause.compareTo(most) < 0 ? pause : most;
  }

  private @Nullable Peer enter() {
    lock.lock();
    try {
      calling = peer;
      return peer;
    } finally {
      lock.unlock();
    }
  }

  private void leave() {
    lock.lock();
    try {
      calling = null;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean isClosing() {
    lock.lock();
    try {
      return closing;
    } finally {
      lock.unlock();
    }
  }

  private Duration end(FiresteelException why, Standing stands) {
    Peer told = enterEnd(why, stands);
    if (told != null) {
      told.ended(why);
    }
    return Duration.ZERO;
  }

  /** Returns who is to be told: who is attached now; who attaches later is told then. */
  private @Nullable Peer enterEnd(FiresteelException why, Standing stands) {
    lock.lock();
    try {
      ended = why;
      standing = stands;
      calling = peer;
      return peer;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void unregister(FinalStatus status, String diagnostics) {
    boolean known;
    lock.lock();
    try {
      if (closing) {
        return;
      }
      closing = true;
      known = standing == Standing.REGISTERED;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    join();
    if (known) {
      try {
        Farewell.say(insisting, () -> wire.finish(status, diagnostics));
      } catch (IOException | YarnException | RuntimeException e) {
        LOG.warn(
            "Could not unregister {}: {} (YARN ends it as failed after a while)",
            registered.attempt(),
            Silence.text(e));
      }
    }
    wire.close();
  }

  private void join() {
    if (Thread.currentThread() == thread) {
      return;
    }
    try {
      thread.join(TimeUnit.NANOSECONDS.toMillis(FAREWELL.toNanos()));
      thread.interrupt();
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
