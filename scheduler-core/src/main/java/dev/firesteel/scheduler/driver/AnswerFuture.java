package dev.firesteel.scheduler.driver;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A future whose value is made from what the loop's thread brings, but never on the loop's thread:
 * a thread that waits for it makes the value itself, without a hand-over; if none waits, another
 * thread makes it and runs what was attached.
 *
 * @param <T> the value
 */
final class AnswerFuture<T extends @Nullable Object> extends CompletableFuture<T> {
  private final Executor elsewhere;
  private final CountDownLatch brought = new CountDownLatch(1);
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicBoolean made = new AtomicBoolean();
  private volatile @Nullable Supplier<T> maker;

  /** A future that is completed on {@code elsewhere} if nobody waits. */
  AnswerFuture(Executor elsewhere) {
    this.elsewhere = elsewhere;
  }

  /**
   * Brings what the value is made of; only the first call counts.
   *
   * @param makes makes the value or throws what the future fails with
   */
  void bring(Supplier<T> makes) {
    synchronized (this) {
      if (maker != null) {
        return;
      }
      maker = makes;
    }
    brought.countDown();
    if (waiting.get() == 0) {
      elsewhere.execute(this::make);
    }
  }

  private void make() {
    Supplier<T> makes = maker;
    if (makes == null || !made.compareAndSet(false, true)) {
      return;
    }
    T value;
    try {
      value = makes.get();
    } catch (FiresteelException e) {
      completeExceptionally(e);
      return;
    } catch (RuntimeException | Error e) {
      completeExceptionally(
          new FiresteelException(
              ErrorCategory.USER, "Cannot read the answer of a finished job: " + e, e));
      return;
    }
    complete(value);
  }

  @Override
  public T join() {
    if (!isDone()) {
      waiting.incrementAndGet();
      boolean interrupted = false;
      while (true) {
        try {
          brought.await();
          break;
        } catch (InterruptedException e) {
          interrupted = true; // join does not end by it
        }
      }
      make();
      waiting.decrementAndGet();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    return super.join();
  }

  @Override
  public T get() throws InterruptedException, ExecutionException {
    if (!isDone()) {
      waiting.incrementAndGet();
      try {
        brought.await();
        make();
      } finally {
        stopWaiting();
      }
    }
    return super.get();
  }

  @Override
  public T get(long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    if (!isDone()) {
      waiting.incrementAndGet();
      try {
        if (!brought.await(timeout, unit)) {
          throw new TimeoutException();
        }
        make();
      } finally {
        stopWaiting();
      }
    }
    return super.get(); // made, or soon made by another
  }

  private void stopWaiting() {
    waiting.decrementAndGet();
    if (maker != null && !made.get()) {
      elsewhere.execute(this::make);
    }
  }
}
