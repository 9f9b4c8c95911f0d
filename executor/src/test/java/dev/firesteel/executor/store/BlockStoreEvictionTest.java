package dev.firesteel.executor.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.dataset.StorageLevel;
import dev.firesteel.executor.memory.MemoryBudget;
import dev.firesteel.executor.memory.TaskMemory;
import dev.firesteel.protocol.message.ToDriver.DatasetBlock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BlockStoreEvictionTest extends BlockStoreFixture {
  @Test
  void dropsTheLeastRecentlyUsedOfOtherDatasets() throws Exception {
    withMemory(1000 << 10);
    keep(DATASET, 0, StorageLevel.MEMORY);
    keep(DATASET, 1, StorageLevel.MEMORY);
    keep(DATASET, 2, StorageLevel.MEMORY);
    keep(DATASET, 0, StorageLevel.MEMORY);
    assertThat(dropped).isEmpty();
    keep(OTHER, 0, StorageLevel.MEMORY);
    assertThat(dropped).containsExactly(new DatasetBlock(DATASET, 1));
    assertThat(store.keeps(new DatasetBlock(DATASET, 0))).isTrue();
  }

  @Test
  void doesNotEvictTheSameDataset() throws Exception {
    withMemory(1000 << 10);
    for (int i = 0; i < 5; i++) {
      keep(DATASET, i, StorageLevel.MEMORY);
    }
    assertThat(dropped).isEmpty();
    assertThat(store.keeps(new DatasetBlock(DATASET, 2))).isTrue();
    assertThat(store.keeps(new DatasetBlock(DATASET, 4))).isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      value = StorageLevel.class,
      names = {"MEMORY_AND_DISK", "MEMORY_SERIALIZED_AND_DISK"})
  void movesToDiskWhatExecutionWants(StorageLevel level) throws Exception {
    keep(DATASET, 0, level);
    try (MemoryBudget.Share share = budget.share()) {
      assertThat(share.reserve(1 << 20)).isEqualTo(1 << 20);
      assertThat(budget.storageUsed()).isZero();
      assertThat(files()).hasSize(1);
      keep(DATASET, 0, level);
    }
    assertThat(computed.get()).isEqualTo(1);
    assertThat(dropped).isEmpty();
  }

  @Test
  void aCancelledTaskThatEvictsDropsNothing() throws Exception {
    keep(DATASET, 0, StorageLevel.MEMORY_AND_DISK);
    try (MemoryBudget.Share share = budget.share()) {
      Thread.currentThread().interrupt();
      assertThat(share.reserve(1 << 20)).isEqualTo(1 << 20);
      assertThat(Thread.interrupted()).isTrue();
    }
    keep(DATASET, 0, StorageLevel.MEMORY_AND_DISK);
    assertThat(computed.get()).isEqualTo(1);
  }

  @Test
  void whatATaskSaysItKeepsIsNotDroppedBeforeThatIsReported() throws Exception {
    DatasetBlock block = new DatasetBlock(DATASET, 0);
    try (MemoryBudget.Share share = budget.share()) {
      try (Task task = task()) {
        task.read(DATASET, 0, StorageLevel.MEMORY, 10_000);
        assertThat(task.session.kept()).containsExactly(block);
        task.session.endReading();
        task.share.close();
        share.reserve(1 << 20);
        assertThat(dropped).isEmpty();
        assertThat(store.keeps(block)).isTrue();
      }
      share.reserve(1 << 20);
      assertThat(dropped).containsExactly(block);
    }
  }

  @Test
  void theDriverIsToldOfAnEndBeforeThePartitionCanBeKeptAgain() throws Exception {
    List<Boolean> keptWhenTold = new ArrayList<>();
    BlockStore[] told = new BlockStore[1];
    told[0] =
        new BlockStore(
            new StorageMemory(budget, slabs),
            () -> workspace(TaskMemory.NONE),
            gone -> gone.forEach(block -> keptWhenTold.add(told[0].keeps(block))),
            new PartitionFetch(others));
    store = told[0];
    keep(DATASET, 0, StorageLevel.MEMORY);
    keep(OTHER, 0, StorageLevel.MEMORY_AND_DISK);
    try (MemoryBudget.Share share = budget.share()) {
      share.reserve(1 << 20);
    }
    assertThat(keptWhenTold).containsExactly(true);
    assertThat(store.keeps(new DatasetBlock(DATASET, 0))).isFalse();
    assertThat(store.keeps(new DatasetBlock(OTHER, 0))).isTrue();
  }

  @Test
  void dropsWhatCannotBeWritten() throws Exception {
    keep(DATASET, 0, StorageLevel.MEMORY_AND_DISK);
    directories.close();
    try (MemoryBudget.Share share = budget.share()) {
      assertThat(share.reserve(1 << 20)).isEqualTo(1 << 20);
    }
    assertThat(dropped).containsExactly(new DatasetBlock(DATASET, 0));
  }

  @Test
  void anErrorWhileEvictingLeavesTheBlockWhereItIs() throws Exception {
    boolean[] fail = {true};
    BlockStore fragile =
        new BlockStore(
            new StorageMemory(budget, slabs),
            () -> {
              if (fail[0]) {
                throw new AssertionError("no workspace");
              }
              return workspace(TaskMemory.NONE);
            },
            dropped::addAll,
            new PartitionFetch(others));
    store = fragile;
    keep(DATASET, 0, StorageLevel.MEMORY_AND_DISK);
    try (MemoryBudget.Share share = budget.share()) {
      assertThatThrownBy(() -> share.reserve(1 << 20)).hasMessage("no workspace");
      fail[0] = false;
      keep(DATASET, 0, StorageLevel.MEMORY_AND_DISK);
      assertThat(share.reserve(1 << 20)).isEqualTo(1 << 20);
    }
    assertThat(dropped).isEmpty();
    assertThat(files()).hasSize(1);
    keep(DATASET, 0, StorageLevel.MEMORY_AND_DISK);
    assertThat(computed.get()).isEqualTo(1);
  }

  @Test
  void doesNotEvictWhatIsBeingRead() throws Exception {
    keep(DATASET, 0, StorageLevel.MEMORY);
    long used = budget.storageUsed();
    try (Task task = task();
        MemoryBudget.Share share = budget.share()) {
      task.session.cached(DATASET, 0, StorageLevel.MEMORY, () -> numbers(1));
      assertThat(share.reserve(1 << 20)).isEqualTo((1 << 20) - used);
    }
    try (MemoryBudget.Share share = budget.share()) {
      assertThat(share.reserve(1 << 20)).isEqualTo(1 << 20);
    }
    assertThat(dropped).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(value = StorageLevel.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void forgetsDatasets(StorageLevel level) throws Exception {
    keep(DATASET, 0, level);
    keep(OTHER, 0, level);
    store.forget(DATASET);
    assertThat(store.keeps(new DatasetBlock(DATASET, 0))).isFalse();
    assertThat(store.keeps(new DatasetBlock(OTHER, 0))).isTrue();
    store.forget(OTHER);
    assertThat(budget.storageUsed()).isZero();
    assertThat(files()).isEmpty();
    assertThat(dropped).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(value = StorageLevel.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void readersFinishWhatIsForgotten(StorageLevel level) throws Exception {
    keep(DATASET, 0, level);
    List<Long> read = new ArrayList<>();
    try (Task task = task();
        Cursor<Long> cursor = task.session.cached(DATASET, 0, level, () -> numbers(1))) {
      cursor.advance(read::add);
      store.forget(DATASET);
      cursor.forEachRemaining(read::add);
    }
    assertThat(read).isEqualTo(expected(10_000));
    assertThat(files()).isEmpty();
  }

  @Test
  void doesNotKeepWhatIsForgottenWhileItIsComputed() throws Exception {
    try (Task task = task();
        Cursor<Long> cursor =
            task.session.cached(
                DATASET,
                0,
                StorageLevel.MEMORY,
                () -> {
                  store.forget(DATASET);
                  return numbers(10);
                })) {
      List<Long> read = new ArrayList<>();
      cursor.forEachRemaining(read::add);
      assertThat(read).isEqualTo(expected(10));
      assertThat(task.session.kept()).isEmpty();
    }
    assertThat(budget.storageUsed()).isZero();
  }
}
