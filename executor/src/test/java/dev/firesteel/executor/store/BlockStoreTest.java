package dev.firesteel.executor.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.Sink;
import dev.firesteel.dataset.StorageLevel;
import dev.firesteel.executor.memory.MemoryBudget;
import dev.firesteel.protocol.message.ToDriver.DatasetBlock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BlockStoreTest extends BlockStoreFixture {
  @Test
  void aFailureKeepsNothingAndTheNextTaskComputesAgain() throws Exception {
    try (Task task = task()) {
      assertThatThrownBy(
              () ->
                  task.session.cached(
                      DATASET,
                      0,
                      StorageLevel.MEMORY,
                      () -> {
                        throw new IOException("no");
                      }))
          .hasMessage("no");
      assertThat(store.keeps(new DatasetBlock(DATASET, 0))).isFalse();
      assertThat(task.read(DATASET, 0, StorageLevel.MEMORY, 3)).isEqualTo(expected(3));
    }
  }

  @ParameterizedTest
  @EnumSource(value = StorageLevel.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void aFailureInTheMiddleKeepsNothing(StorageLevel level) throws Exception {
    try (Task task = task()) {
      Cursor<Long> numbers = numbers(2000);
      AtomicInteger steps = new AtomicInteger();
      Cursor<Long> failing =
          new Cursor<>() {
            @Override
            public boolean advance(dev.firesteel.api.split.Sink<? super Long> sink)
                throws Exception {
              if (steps.incrementAndGet() == 1500) {
                throw new IOException("half way");
              }
              return numbers.advance(sink);
            }

            @Override
            public void close() throws Exception {
              numbers.close();
            }
          };
      assertThatThrownBy(() -> task.session.cached(DATASET, 0, level, () -> failing))
          .hasMessage("half way");
      assertThat(task.session.kept()).isEmpty();
    }
    assertThat(storageUsed()).isZero();
    assertThat(files()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(value = StorageLevel.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void aSourceThatFailsToCloseKeepsNothing(StorageLevel level) throws Exception {
    try (Task task = task()) {
      Cursor<Long> numbers = numbers(2000);
      Cursor<Long> failing =
          new Cursor<>() {
            @Override
            public boolean advance(Sink<? super Long> sink) throws Exception {
              return numbers.advance(sink);
            }

            @Override
            public void close() throws Exception {
              numbers.close();
              throw new IOException("the connection broke");
            }
          };
      assertThatThrownBy(() -> task.session.cached(DATASET, 0, level, () -> failing))
          .hasMessage("the connection broke");
      assertThat(store.keeps(new DatasetBlock(DATASET, 0))).isFalse();
    }
    assertThat(storageUsed()).isZero();
    assertThat(files()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(value = StorageLevel.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void computesOnceAndKeeps(StorageLevel level) throws Exception {
    try (Task task = task()) {
      assertThat(task.read(DATASET, 0, level, 5000)).isEqualTo(expected(5000));
      assertThat(task.session.kept()).containsExactly(new DatasetBlock(DATASET, 0));
    }
    try (Task task = task()) {
      assertThat(task.read(DATASET, 0, level, 5000)).isEqualTo(expected(5000));
      assertThat(task.session.kept()).isEmpty();
    }
    assertThat(computed.get()).isEqualTo(1);
    assertThat(storageUsed() > 0).isEqualTo(level.memory());
    assertThat(files()).hasSize(level.memory() ? 0 : 1);
  }

  @ParameterizedTest
  @EnumSource(value = StorageLevel.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void keepsEmptyPartitions(StorageLevel level) throws Exception {
    try (Task task = task()) {
      assertThat(task.read(DATASET, 0, level, 0)).isEmpty();
      assertThat(task.read(DATASET, 0, level, 0)).isEmpty();
    }
    assertThat(computed.get()).isEqualTo(1);
  }

  @Test
  void estimatesWhatObjectsTake() throws Exception {
    try (Task task = task()) {
      task.read(DATASET, 0, StorageLevel.MEMORY, 10_000);
      assertThat(budget.storageUsed()).isBetween(10_000 * 27L, 10_000 * 29L);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = StorageLevel.class,
      names = {"MEMORY", "MEMORY_SERIALIZED", "OFF_HEAP"})
  void streamsWhatDoesNotFitAndComputesItOnce(StorageLevel level) throws Exception {
    withMemory(100 << 10);
    try (Task task = task()) {
      assertThat(task.read(DATASET, 0, level, 200_000)).isEqualTo(expected(200_000));
      assertThat(task.session.kept()).isEmpty();
      assertThat(computed.get()).isEqualTo(1);
      assertThat(storageUsed()).isZero();
      task.read(DATASET, 0, level, 200_000);
      assertThat(computed.get()).isEqualTo(2);
    }
  }

  @Test
  void doesNotCollectAgainWhatDidNotFitUntilThereIsRoom() throws Exception {
    withMemory(400 << 10);
    try (Task task = task();
        MemoryBudget.Share other = budget.share()) {
      other.reserve(300 << 10);
      task.read(DATASET, 0, StorageLevel.MEMORY, 10_000);
      try (Cursor<Long> direct =
          task.session.cached(DATASET, 0, StorageLevel.MEMORY, () -> numbers(10_000))) {
        assertThat(storageUsed()).isZero();
        assertThat(direct.advance(n -> {})).isTrue();
      }
      other.release(300 << 10);
      task.read(DATASET, 0, StorageLevel.MEMORY, 10_000);
      assertThat(task.session.kept()).hasSize(1);
    }
  }

  @Test
  void givesBackMemoryOfAStreamThatIsLeftOpen() throws Exception {
    withMemory(100 << 10);
    try (Task task = task()) {
      Cursor<Long> open =
          task.session.cached(DATASET, 0, StorageLevel.MEMORY, () -> numbers(200_000));
      assertThat(budget.storageUsed()).isPositive();
      open.advance(n -> {});
      open.close();
      assertThat(storageUsed()).isZero();
      task.session.cached(OTHER, 0, StorageLevel.MEMORY, () -> numbers(200_000));
      assertThat(budget.storageUsed()).isPositive();
    }
    assertThat(storageUsed()).isZero();
    closed.incrementAndGet(); // nobody closed the last
  }

  @ParameterizedTest
  @EnumSource(
      value = StorageLevel.class,
      names = {"MEMORY_AND_DISK", "MEMORY_SERIALIZED_AND_DISK", "OFF_HEAP_AND_DISK"})
  void putsOnDiskWhatDoesNotFit(StorageLevel level) throws Exception {
    withMemory(100 << 10);
    try (Task task = task()) {
      assertThat(task.read(DATASET, 0, level, 200_000)).isEqualTo(expected(200_000));
      assertThat(task.session.kept()).hasSize(1);
      assertThat(task.read(DATASET, 0, level, 200_000)).isEqualTo(expected(200_000));
    }
    assertThat(computed.get()).isEqualTo(1);
    assertThat(storageUsed()).isZero();
    assertThat(files()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(value = StorageLevel.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void whatIsPushedAfterMemoryIsFullGoesToDisk(StorageLevel level) throws Exception {
    withMemory(100 << 10);
    for (int use = 0; use < 2; use++) {
      try (Task task = task();
          Cursor<Long> cursor = task.session.cached(DATASET, 0, level, () -> pushed(200_000))) {
        List<Long> read = new ArrayList<>();
        if (use == 0) {
          assertThat(files()).hasSize(1);
        }
        assertThat(budget.storageUsed()).isLessThanOrEqualTo(100 << 10);
        cursor.forEachRemaining(read::add);
        assertThat(read).isEqualTo(expected(200_000));
      }
      assertThat(budget.storageUsed()).isZero();
      assertThat(files()).hasSize(level.disk() ? 1 : 0);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = StorageLevel.class,
      names = {"MEMORY", "MEMORY_SERIALIZED"})
  void removesWhatWasPushedToDiskIfItIsLeftOpen(StorageLevel level) throws Exception {
    withMemory(100 << 10);
    try (Task task = task()) {
      assertThat(task.session.cached(DATASET, 0, level, () -> pushed(200_000)).advance(n -> {}))
          .isTrue();
      assertThat(files()).hasSize(1);
    }
    assertThat(files()).isEmpty();
    closed.incrementAndGet(); // nobody closed it
  }

  /** All of the numbers in one step, as from a step that makes many elements of one. */
  private Cursor<Long> pushed(int size) {
    Cursor<Long> numbers = numbers(size);
    return new Cursor<>() {
      @Override
      public boolean advance(Sink<? super Long> sink) throws Exception {
        boolean any = numbers.advance(sink);
        while (numbers.advance(sink)) {
          // all at once
        }
        return any;
      }

      @Override
      public void close() throws Exception {
        numbers.close();
      }
    };
  }
}
