package dev.firesteel.executor.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
  private final MemoryBudget budget = new MemoryBudget(1000, 400);

  @Test
  void refusesNonsense() {
    assertThatThrownBy(() -> new MemoryBudget(10, 11)).isInstanceOf(IllegalArgumentException.class);
    try (MemoryBudget.Share task = budget.share()) {
      assertThatThrownBy(() -> task.reserve(0)).isInstanceOf(IllegalArgumentException.class);
      task.reserve(10);
      assertThatThrownBy(() -> task.release(11)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> task.release(-1)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aLoneTaskGetsEverythingAndNoMore() {
    try (MemoryBudget.Share task = budget.share()) {
      assertThat(task.reserve(600)).isEqualTo(600);
      assertThat(task.reserve(600)).isEqualTo(400);
      assertThat(task.reserve(1)).isZero();
      task.release(500);
      assertThat(task.held()).isEqualTo(500);
      assertThat(task.peak()).isEqualTo(1000);
    }
    assertThat(budget.executionUsed()).isZero();
  }

  @Test
  void whatIsPinnedMustFitBesideWhatIsPinned() {
    assertThat(budget.pin(700)).isTrue();
    assertThat(budget.pin(301)).isFalse();
    assertThat(budget.pin(300)).isTrue();
    budget.unpin(700);
    assertThat(budget.pinned()).isEqualTo(300);
    assertThat(budget.storageUsed()).isEqualTo(300);
  }

  @Test
  void keptBlocksAreEvictedForWhatIsPinned() {
    List<Long> evicted = new ArrayList<>();
    budget.evictor(
        bytes -> {
          evicted.add(bytes);
          budget.releaseStorage(bytes);
        });
    budget.claimStorage(900);
    budget.pin(300);
    assertThat(evicted).containsExactly(200L);
    assertThat(budget.free()).isZero();
  }

  @Test
  void executionDoesNotTryToEvictWhatIsPinned() {
    budget.evictor(
        bytes -> {
          throw new AssertionError("evicts " + bytes);
        });
    budget.pin(800);
    try (MemoryBudget.Share task = budget.share()) {
      assertThat(task.reserve(1000)).isEqualTo(200);
    }
  }

  @Test
  void tasksMakeUpForWhatIsPinnedBesideThem() {
    try (MemoryBudget.Share task = budget.share()) {
      task.reserve(1000);
      assertThat(budget.pin(400)).isTrue();
      assertThat(budget.free()).isEqualTo(-400);
      assertThat(task.reserve(1)).isZero();
      task.release(500);
      assertThat(task.reserve(500)).isEqualTo(100);
    }
    budget.unpin(400);
    assertThat(budget.free()).isEqualTo(1000);
  }

  @Test
  void closingGivesBackAllAndAgainNothing() {
    MemoryBudget.Share task = budget.share();
    task.reserve(100);
    task.close();
    task.close();
    assertThat(budget.executionUsed()).isZero();
    budget.share().close();
    assertThat(budget.executionUsed()).isZero();
  }

  @Test
  void oneOfTwoTasksGetsAtMostHalf() {
    try (MemoryBudget.Share first = budget.share();
        MemoryBudget.Share second = budget.share()) {
      first.reserve(100);
      assertThat(second.reserve(1000)).isEqualTo(500);
      assertThat(first.reserve(1000)).isEqualTo(400);
    }
  }

  @Test
  void aTaskBelowItsLeastShareWaitsUntilAnotherGivesBack() throws Exception {
    MemoryBudget.Share first = budget.share();
    first.reserve(1000);
    FutureTask<Long> second = reserveInThread(500);
    awaitWaiting(second);
    first.release(300);
    assertThat(second.get(60, TimeUnit.SECONDS)).isEqualTo(300);
    first.close();
  }

  @Test
  void aWaitingTaskGoesOnWhenTheOtherEnds() throws Exception {
    MemoryBudget.Share first = budget.share();
    first.reserve(1000);
    FutureTask<Long> second = reserveInThread(800);
    awaitWaiting(second);
    first.close();
    assertThat(second.get(60, TimeUnit.SECONDS)).isEqualTo(800);
    assertThat(budget.executionUsed()).isZero();
  }

  @Test
  void aTaskDoesNotWaitForOneThatWaitsItself() throws Exception {
    MemoryBudget.Share first = budget.share();
    first.reserve(1000);
    CompletableFuture<Long> answer = new CompletableFuture<>();
    first.waiting(
        () -> {
          FutureTask<Long> second = reserveInThread(500);
          answer.complete(second.get(60, TimeUnit.SECONDS));
          return answer;
        });
    assertThat(answer.join()).isZero();
    first.close();
  }

  @Test
  void aWaitingTaskCanBeInterrupted() throws Exception {
    MemoryBudget.Share first = budget.share();
    first.reserve(1000);
    List<Throwable> failures = new ArrayList<>();
    Thread second =
        new Thread(
            () -> {
              try (MemoryBudget.Share share = budget.share()) {
                share.reserve(500);
              } catch (FiresteelException e) {
                failures.add(e);
              }
            });
    second.start();
    awaitState(second);
    second.interrupt();
    second.join();
    assertThat(failures)
        .singleElement()
        .isInstanceOfSatisfying(
            FiresteelException.class,
            e -> assertThat(e.category()).isEqualTo(ErrorCategory.CANCELLED));
    first.close();
    assertThat(budget.executionUsed()).isZero();
  }

  @Test
  void storageTakesOnlyWhatIsFree() {
    try (MemoryBudget.Share task = budget.share()) {
      task.reserve(700);
      assertThat(budget.claimStorage(301)).isFalse();
      assertThat(budget.claimStorage(300)).isTrue();
      assertThat(budget.storageUsed()).isEqualTo(300);
    }
    budget.releaseStorage(300);
    assertThat(budget.storageUsed()).isZero();
  }

  @Test
  void executionEvictsStorageDownToItsProtectedShare() {
    budget.claimStorage(900);
    List<Long> evicted = new ArrayList<>();
    budget.evictor(
        bytes -> {
          evicted.add(bytes);
          budget.releaseStorage(bytes);
        });
    try (MemoryBudget.Share task = budget.share()) {
      assertThat(task.reserve(200)).isEqualTo(200);
      assertThat(evicted).containsExactly(100L);
      assertThat(task.reserve(1000)).isEqualTo(400);
      assertThat(evicted).containsExactly(100L, 400L);
      assertThat(budget.storageUsed()).isEqualTo(400);
    }
  }

  @Test
  void doesWithoutWhatCannotBeEvicted() {
    budget.claimStorage(900);
    try (MemoryBudget.Share task = budget.share()) {
      assertThat(task.reserve(500)).isEqualTo(100);
    }
  }

  private FutureTask<Long> reserveInThread(long bytes) {
    Running task = new Running(bytes);
    task.thread.start();
    return task;
  }

  private final class Running extends FutureTask<Long> {
    private final Thread thread = new Thread(this);

    Running(long bytes) {
      super(
          () -> {
            try (MemoryBudget.Share share = budget.share()) {
              return share.reserve(bytes);
            }
          });
    }
  }

  private static void awaitWaiting(Future<?> task) {
    awaitState(((Running) task).thread);
  }

  private static void awaitState(Thread thread) {
    while (thread.getState() != Thread.State.WAITING) {
      assertThat(thread.isAlive()).isTrue();
      Thread.onSpinWait();
    }
  }
}
