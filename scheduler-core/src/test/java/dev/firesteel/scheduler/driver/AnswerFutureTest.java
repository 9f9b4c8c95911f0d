package dev.firesteel.scheduler.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class AnswerFutureTest {
  private final List<Runnable> elsewhere = new ArrayList<>();
  private final AnswerFuture<Thread> future = new AnswerFuture<>(elsewhere::add);

  @Test
  void withoutAWaiterTheValueIsMadeElsewhereAndNotByTheBringer() {
    future.bring(Thread::currentThread);
    assertThat(future).isNotDone();
    assertThat(elsewhere).hasSize(1);
    elsewhere.get(0).run();
    assertThat(future).isCompletedWithValue(Thread.currentThread());
  }

  @Test
  void aThreadThatWaitsMakesTheValueItself() throws Exception {
    AtomicReference<Thread> made = new AtomicReference<>();
    Thread waiter = new Thread(() -> made.set(future.join()));
    waiter.start();
    future.bring(Thread::currentThread);
    waiter.join();
    assertThat(made.get()).isSameAs(waiter);
    elsewhere.forEach(Runnable::run); // too late: made once
    assertThat(future.join()).isSameAs(waiter);
  }

  @Test
  void onlyTheFirstThatIsBroughtCounts() {
    future.bring(Thread::currentThread);
    future.bring(
        () -> {
          throw new IllegalStateException("second");
        });
    assertThat(future.join()).isSameAs(Thread.currentThread());
  }

  @Test
  void failuresKeepTheirKindAndOthersBelongToTheUser() {
    FiresteelException failure = new FiresteelException(ErrorCategory.CANCELLED, "no");
    future.bring(
        () -> {
          throw failure;
        });
    assertThatThrownBy(future::join).isInstanceOf(CompletionException.class).hasCause(failure);

    AnswerFuture<Thread> other = new AnswerFuture<>(elsewhere::add);
    other.bring(
        () -> {
          throw new IllegalStateException("class is missing");
        });
    assertThatThrownBy(other::join)
        .cause()
        .isInstanceOfSatisfying(
            FiresteelException.class, e -> assertThat(e.category()).isEqualTo(ErrorCategory.USER))
        .hasMessageContaining("class is missing");
  }

  @Test
  void waitingEndsAfterItsTimeAndTheValueIsStillMadeLater() throws Exception {
    assertThatThrownBy(() -> future.get(1, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
    future.bring(Thread::currentThread);
    elsewhere.forEach(Runnable::run);
    assertThat(future.get()).isSameAs(Thread.currentThread());
  }

  @Test
  void whatIsAttachedRunsWhenAnInterruptedWaiterLeft() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    Thread waiter =
        new Thread(
            () -> {
              try {
                future.get();
              } catch (InterruptedException e) {
                interrupted.countDown();
              } catch (java.util.concurrent.ExecutionException e) {
                throw new AssertionError(e);
              }
            });
    waiter.start();
    waiter.interrupt();
    interrupted.await();
    waiter.join();
    List<Thread> seen = new ArrayList<>();
    var attached = future.thenAccept(seen::add);
    future.bring(Thread::currentThread);
    elsewhere.forEach(Runnable::run);
    assertThat(attached).isCompleted();
    assertThat(seen).hasSize(1);
  }
}
