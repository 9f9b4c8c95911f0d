package dev.firesteel.executor.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.dataset.StorageLevel;
import dev.firesteel.executor.memory.TaskMemory;
import dev.firesteel.protocol.message.BlockAddress;
import dev.firesteel.protocol.message.ToDriver.DatasetBlock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PartitionCopyTest extends HolderFixture {
  private PartitionCopy copies;
  private boolean wanted = true;
  private final List<String> told = new ArrayList<>();

  @BeforeEach
  void copies() {
    copies = new PartitionCopy(store, new PartitionFetch(others));
  }

  private void copy(StorageLevel level, BlockAddress from) throws Exception {
    copies.copy(
        KEY,
        level,
        from,
        workspace(TaskMemory.NONE),
        () -> wanted,
        refusal -> told.add(refusal.orElse("")));
  }

  private void nothingIsKept() throws IOException {
    assertThat(store.keeps(KEY)).isFalse();
    assertThat(budget.storageUsed()).isZero();
    assertThat(files()).isEmpty();
  }

  @Test
  void failsIfTheHolderIsGone() throws Exception {
    assertThatThrownBy(() -> copy(StorageLevel.MEMORY, GONE)).hasMessageContaining("gone");
    nothingIsKept();
  }

  @ParameterizedTest
  @EnumSource(
      value = StorageLevel.class,
      names = {"MEMORY_AND_DISK", "DISK_2", "MEMORY_SERIALIZED_2"})
  void failsIfTheHolderDiesInTheMiddle(StorageLevel level) throws Exception {
    withMemory(64 << 20);
    copies();
    hold(level, MANY);
    others.fault =
        (piece, bytes) -> {
          if (piece == 1) {
            throw new IOException("dead");
          }
          return bytes;
        };
    assertThatThrownBy(() -> copy(level, HOLDER)).hasMessageContaining("dead");
    nothingIsKept();
  }

  @Test
  void refusesWhatTheHolderSaysDoesNotFit() throws Exception {
    hold(StorageLevel.MEMORY, MANY);
    copy(StorageLevel.MEMORY, HOLDER);
    assertThat(told).singleElement().asString().contains("no room").contains("1048576");
    assertThat(others.fetched).hasSize(1);
    nothingIsKept();
  }

  @Test
  void refusesWhatTurnsOutNotToFit() throws Exception {
    hold(StorageLevel.DISK, MANY);
    copy(StorageLevel.MEMORY, HOLDER);
    assertThat(told).singleElement().asString().contains("no room");
    nothingIsKept();
  }

  @Test
  void evictsNothingElse() throws Exception {
    keep(OTHER, 0, StorageLevel.MEMORY);
    hold(StorageLevel.MEMORY, 30_000);
    copy(StorageLevel.MEMORY, HOLDER);
    assertThat(told).singleElement().asString().contains("no room");
    assertThat(store.keeps(new DatasetBlock(OTHER, 0))).isTrue();
    copy(StorageLevel.MEMORY_AND_DISK_2, HOLDER);
    assertThat(told).last().isEqualTo("");
    assertThat(budget.storageUsed()).isPositive();
    assertThat(dropped).isEmpty();
    assertThat(files()).hasSize(1);
  }

  @Test
  void keepsNothingThatIsForgottenMeanwhile() throws Exception {
    hold(StorageLevel.DISK, MANY);
    others.fault =
        (piece, bytes) -> {
          wanted = false;
          store.forget(DATASET);
          return bytes;
        };
    copy(StorageLevel.DISK, HOLDER);
    assertThat(told).containsExactly("nobody wants it any more");
    nothingIsKept();
  }

  @Test
  void failsIfTheDiskIsFull() throws Exception {
    hold(StorageLevel.DISK, MANY);
    others.fault =
        (piece, bytes) -> {
          directories.close();
          return bytes;
        };
    assertThatThrownBy(() -> copy(StorageLevel.DISK, HOLDER)).hasMessageContaining("create");
    nothingIsKept();
  }

  @Test
  void leavesToTheTaskWhatIsComputedHereMeanwhile() throws Exception {
    hold(StorageLevel.MEMORY, 10);
    try (Task task = task()) {
      task.session
          .cached(
              DATASET,
              0,
              StorageLevel.MEMORY,
              () -> {
                copy(StorageLevel.MEMORY, HOLDER);
                return numbers(5);
              })
          .close();
    }
    assertThat(told).containsExactly("it is computed here");
  }

  @Test
  void whatIsHereAlreadyIsNotFetched() throws Exception {
    keep(DATASET, 0, StorageLevel.MEMORY);
    copy(StorageLevel.MEMORY, HOLDER);
    assertThat(told).containsExactly("");
    assertThat(others.fetched).isEmpty();
  }

  @Test
  void isNotEvictedBeforeItIsTold() throws Exception {
    hold(StorageLevel.MEMORY, 10);
    copies.copy(
        KEY,
        StorageLevel.MEMORY,
        HOLDER,
        workspace(TaskMemory.NONE),
        () -> true,
        refusal -> {
          try (var share = budget.share()) {
            share.reserve(budget.total());
            assertThat(dropped).isEmpty();
          }
        });
    try (var share = budget.share()) {
      share.reserve(budget.total());
    }
    assertThat(dropped).containsExactly(KEY);
  }

  @ParameterizedTest
  @EnumSource(value = StorageLevel.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void copiesAtEachLevel(StorageLevel level) throws Exception {
    withMemory(64 << 20);
    copies();
    hold(level, MANY);
    copy(level, HOLDER);
    assertThat(told).containsExactly("");
    assertThat(files()).hasSize(level.memory() ? 0 : 1);
    try (Task task = task()) {
      assertThat(task.read(DATASET, 0, level, 1)).isEqualTo(expectedRandom(MANY));
    }
    assertThat(computed.get()).isZero();
  }

  @Test
  void copiesAnEmptyPartitionToDisk() throws Exception {
    hold(StorageLevel.DISK, 0);
    copy(StorageLevel.DISK, HOLDER);
    assertThat(told).containsExactly("");
    try (Task task = task()) {
      assertThat(task.read(DATASET, 0, StorageLevel.DISK, 1)).isEmpty();
    }
  }
}
