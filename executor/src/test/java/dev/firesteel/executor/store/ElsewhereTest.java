package dev.firesteel.executor.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.dataset.StorageLevel;
import dev.firesteel.protocol.block.BlockKey;
import dev.firesteel.protocol.message.BlockAddress;
import dev.firesteel.protocol.message.ToExecutor.Holders;
import dev.firesteel.protocol.message.ToExecutor.KeptElsewhere;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Partitions that another executor keeps are read from there. */
class ElsewhereTest extends HolderFixture {
  private void tell(BlockAddress... at) {
    store.learn(new KeptElsewhere(List.of(new Holders(KEY, List.of(at)))));
  }

  private List<Long> read(StorageLevel level) throws Exception {
    try (Task task = task()) {
      return task.read(DATASET, 0, level, 7);
    }
  }

  private void computesItself() throws Exception {
    assertThat(read(StorageLevel.MEMORY_SERIALIZED)).isEqualTo(expected(7));
    assertThat(computed.get()).isEqualTo(1);
  }

  @Test
  void computesWhatAHolderThatIsGoneKept() throws Exception {
    tell(GONE);
    computesItself();
  }

  @Test
  void computesWhatTheHolderDoesNotKeepAnyMore() throws Exception {
    tell(HOLDER);
    computesItself();
  }

  @ParameterizedTest
  @EnumSource(
      value = StorageLevel.class,
      names = {"MEMORY", "MEMORY_SERIALIZED", "DISK"})
  void computesWhatTheHolderForgetsInTheMiddle(StorageLevel level) throws Exception {
    hold(level, MANY);
    others.fault =
        (piece, bytes) -> {
          holder.forget(DATASET);
          return bytes;
        };
    tell(HOLDER);
    computesItself();
  }

  @Test
  void computesWhatTheHolderMovesToDiskInTheMiddle() throws Exception {
    hold(StorageLevel.MEMORY_AND_DISK, MANY);
    others.fault =
        (piece, bytes) -> {
          try (var share = holderBudget.share()) {
            share.reserve(holderBudget.total());
          }
          return bytes;
        };
    tell(HOLDER);
    computesItself();
  }

  @Test
  void computesWhenTheConnectionBreaksInTheMiddle() throws Exception {
    hold(StorageLevel.MEMORY, MANY);
    others.fault =
        (piece, bytes) -> {
          if (piece == 2) {
            throw new IOException("broken");
          }
          return bytes;
        };
    tell(HOLDER);
    computesItself();
  }

  @ParameterizedTest
  @EnumSource(
      value = StorageLevel.class,
      names = {"MEMORY", "MEMORY_SERIALIZED", "DISK"})
  void computesWhatArrivesDamaged(StorageLevel level) throws Exception {
    hold(level, MANY);
    others.fault =
        (piece, bytes) -> {
          byte[] damaged = bytes.clone();
          if (piece == 1) {
            damaged[damaged.length / 2] ^= 4;
          }
          return damaged;
        };
    tell(HOLDER);
    computesItself();
  }

  @Test
  void computesWhatIsCutOff() throws Exception {
    hold(StorageLevel.MEMORY, MANY);
    others.fault = (piece, bytes) -> piece == 1 ? java.util.Arrays.copyOf(bytes, 1000) : bytes;
    tell(HOLDER);
    computesItself();
  }

  @Test
  void computesWhatHasANonsensicalHead() throws Exception {
    hold(StorageLevel.MEMORY, 10);
    others.head = bytes -> new byte[] {-1};
    tell(HOLDER);
    computesItself();
  }

  @Test
  void computesWhenTheDiskIsFull() throws Exception {
    hold(StorageLevel.MEMORY, MANY);
    others.fault =
        (piece, bytes) -> {
          directories.close();
          return bytes;
        };
    tell(HOLDER);
    computesItself();
  }

  @Test
  void aCancelledTaskEndsInTheMiddle() throws Exception {
    hold(StorageLevel.MEMORY, MANY);
    others.fault =
        (piece, bytes) -> {
          Thread.currentThread().interrupt();
          throw new IOException("interrupted");
        };
    tell(HOLDER);
    assertThatThrownBy(() -> read(StorageLevel.MEMORY)).isInstanceOf(InterruptedException.class);
    assertThat(store.keeps(KEY)).isFalse();
  }

  @Test
  void asksTheNextHolderAndUsesWhatWasToldOnce() throws Exception {
    hold(StorageLevel.MEMORY, 10);
    tell(GONE, HOLDER);
    assertThat(read(StorageLevel.MEMORY)).isEqualTo(expectedRandom(10));
    store.forget(DATASET);
    computesItself();
  }

  @Test
  void forgetsWhatWasToldWithTheDataset() throws Exception {
    hold(StorageLevel.MEMORY, 10);
    tell(HOLDER);
    store.forget(DATASET);
    computesItself();
    assertThat(others.fetched).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(value = StorageLevel.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void readsWhatIsKeptAtAnyLevelAndKeepsItToo(StorageLevel level) throws Exception {
    withMemory(64 << 20);
    hold(level, MANY);
    tell(HOLDER);
    try (Task task = task()) {
      assertThat(task.read(DATASET, 0, level, 7)).isEqualTo(expectedRandom(MANY));
      assertThat(task.session.kept()).containsExactly(KEY);
    }
    assertThat(others.fetched.size()).isGreaterThan(3);
    assertThat(read(level)).isEqualTo(expectedRandom(MANY));
    assertThat(computed.get()).isZero();
  }

  @Test
  void readsWhatItHasNoRoomFor() throws Exception {
    hold(StorageLevel.MEMORY, MANY);
    tell(HOLDER);
    try (Task task = task()) {
      assertThat(task.read(DATASET, 0, StorageLevel.MEMORY, 7)).isEqualTo(expectedRandom(MANY));
      assertThat(task.session.kept()).isEmpty();
    }
    assertThat(files()).isEmpty();
  }

  @Test
  void readsEmptyPartitions() throws Exception {
    hold(StorageLevel.MEMORY, 0);
    tell(HOLDER);
    assertThat(read(StorageLevel.MEMORY)).isEmpty();
  }

  @Test
  void twoReadersOfThesameObjectsDoNotDisturbEachOther() throws Exception {
    hold(StorageLevel.MEMORY, MANY);
    boolean[] again = {false};
    others.fault =
        (piece, bytes) -> {
          if (piece == 1 && !again[0]) {
            again[0] = true;
            store.learn(new KeptElsewhere(List.of()));
            BlockKey first = new BlockKey.DatasetPiece(DATASET, 0, 1, 0);
            assertThat(others.holder.piece((BlockKey.DatasetPiece) first)).isPresent();
          }
          return bytes;
        };
    tell(HOLDER);
    assertThat(read(StorageLevel.DISK)).isEqualTo(expectedRandom(MANY));
  }
}
