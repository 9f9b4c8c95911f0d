package dev.firesteel.executor.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.dataset.StorageLevel;
import dev.firesteel.executor.memory.MemoryBudget;
import dev.firesteel.executor.memory.Slabs;
import dev.firesteel.protocol.message.ToDriver.DatasetBlock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is special about partitions outside the heap. */
class OffHeapTest extends BlockStoreFixture {
  /** Serialized, 10,000 numbers take 3 bytes each. */
  private static final int SLABS_OF_ONE = 1;

  @Test
  void withoutSuchMemoryPartitionsAreComputedAgainOrGoToDisk() throws Exception {
    withMemory(0);
    keep(DATASET, 0, StorageLevel.OFF_HEAP);
    assertThat(store.keeps(new DatasetBlock(DATASET, 0))).isFalse();
    keep(DATASET, 0, StorageLevel.OFF_HEAP_AND_DISK);
    assertThat(files()).hasSize(1);
  }

  @Test
  void takesNothingOfTheHeapsBudget() throws Exception {
    keep(DATASET, 0, StorageLevel.OFF_HEAP);
    assertThat(budget.storageUsed()).isZero();
    assertThat(slabs.budget().storageUsed()).isEqualTo(SLABS_OF_ONE * Slabs.SLAB_BYTES);
    try (MemoryBudget.Share share = budget.share()) {
      share.reserve(budget.total());
    }
    assertThat(store.keeps(new DatasetBlock(DATASET, 0))).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = StorageLevel.class,
      names = {"OFF_HEAP", "OFF_HEAP_AND_DISK"})
  void theLeastRecentlyUsedGivesItsSlabs(StorageLevel level) throws Exception {
    withMemory(2 * Slabs.SLAB_BYTES);
    keep(DATASET, 0, level);
    keep(DATASET, 1, level);
    keep(DATASET, 0, level);
    keep(OTHER, 0, level);
    assertThat(files()).hasSize(level.disk() ? 1 : 0);
    keep(DATASET, 0, level);
    assertThat(computed.get()).isEqualTo(3);
    if (!level.disk()) {
      assertThat(dropped).containsExactly(new DatasetBlock(DATASET, 1));
    }
    keep(DATASET, 1, StorageLevel.OFF_HEAP_AND_DISK);
    assertThat(computed.get()).isEqualTo(level.disk() ? 3 : 4);
  }

  @Test
  void slabsAreNotGivenAwayWhileSomebodyReads() throws Exception {
    withMemory(Slabs.SLAB_BYTES);
    keep(DATASET, 0, StorageLevel.OFF_HEAP);
    List<Long> read = new ArrayList<>();
    try (Task task = task();
        Cursor<Long> cursor =
            task.session.cached(DATASET, 0, StorageLevel.OFF_HEAP, () -> numbers(1))) {
      cursor.advance(read::add);
      store.forget(DATASET);
      assertThat(slabs.budget().storageUsed()).isEqualTo(Slabs.SLAB_BYTES);
      keep(OTHER, 0, StorageLevel.OFF_HEAP);
      assertThat(store.keeps(new DatasetBlock(OTHER, 0))).isFalse();
      cursor.forEachRemaining(read::add);
    }
    assertThat(read).isEqualTo(expected(10_000));
    assertThat(slabs.budget().storageUsed()).isZero();
    keep(OTHER, 0, StorageLevel.OFF_HEAP);
    assertThat(store.keeps(new DatasetBlock(OTHER, 0))).isTrue();
  }

  @Test
  void slabsAreUsedAgain() {
    Slabs few = new Slabs(3 * Slabs.SLAB_BYTES + 1);
    assertThat(few.budget().total()).isEqualTo(3 * Slabs.SLAB_BYTES);
    for (int round = 0; round < 3; round++) {
      var all = new ArrayList<java.nio.ByteBuffer>();
      for (int i = 0; i < 3; i++) {
        var slab = few.take();
        assertThat(slab).isNotNull();
        assertThat(slab.remaining()).isEqualTo(Slabs.SLAB_BYTES);
        slab.put(new byte[100]);
        all.add(slab);
      }
      assertThat(few.take()).isNull();
      few.give(all);
    }
  }
}
