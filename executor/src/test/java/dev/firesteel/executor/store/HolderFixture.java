package dev.firesteel.executor.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.dataset.StorageLevel;
import dev.firesteel.executor.memory.MemoryBudget;
import dev.firesteel.executor.memory.Slabs;
import dev.firesteel.executor.memory.TaskMemory;
import dev.firesteel.executor.spill.Compression;
import dev.firesteel.executor.spill.IoCounters;
import dev.firesteel.executor.spill.LocalDirectories;
import dev.firesteel.executor.spill.Workspace;
import dev.firesteel.protocol.message.BlockAddress;
import dev.firesteel.protocol.message.ToDriver.DatasetBlock;
import dev.firesteel.serialization.RecordSerializer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A store, and another executor's store that keeps what this one may want. */
abstract class HolderFixture extends BlockStoreFixture {
  static final DatasetBlock KEY = new DatasetBlock(DATASET, 0);
  static final BlockAddress HOLDER = new BlockAddress(new ExecutorId("holder"), "", 0);
  static final BlockAddress GONE = new BlockAddress(new ExecutorId("gone"), "", 0);

  /** Numbers that do not compress: several pieces. */
  static final int MANY = 700_000;

  @TempDir Path holderLocal;
  MemoryBudget holderBudget;
  BlockStore holder;
  private LocalDirectories holderDirectories;

  @BeforeEach
  void openHolder() {
    holderDirectories = LocalDirectories.create(List.of(holderLocal.toString()), "holder");
    holderBudget = new MemoryBudget(64 << 20, 0);
    holder =
        new BlockStore(
            new StorageMemory(holderBudget, new Slabs(64 << 20)),
            this::holderWorkspace,
            blocks -> {},
            new PartitionFetch(others));
    others.holder = new PartitionServer(holder, HolderFixture::serializer, Compression.LZ4);
  }

  private static RecordSerializer serializer() {
    return new RecordSerializer(HolderFixture.class.getClassLoader());
  }

  @AfterEach
  void closeHolder() {
    holder.close();
    holderDirectories.close();
    assertThat(holderBudget.storageUsed()).isZero();
  }

  private Workspace holderWorkspace() {
    return new Workspace(
        TaskMemory.NONE, serializer(), holderDirectories, Compression.LZ4, new IoCounters());
  }

  /** Makes the other executor keep a partition. */
  void hold(StorageLevel level, int size) throws Exception {
    try (MemoryBudget.Share share = holderBudget.share();
        StoreSession session = holder.session(holderWorkspace(), share);
        Cursor<Long> cursor = session.cached(DATASET, 0, level, () -> random(size))) {
      cursor.advance(n -> {});
      assertThat(session.kept()).containsExactly(KEY);
    }
  }

  /** Numbers that take their full length as bytes. */
  static Cursor<Long> random(int size) {
    long[] next = {0};
    return sink -> {
      if (next[0] == size) {
        return false;
      }
      sink.accept(mixed(next[0]++));
      return true;
    };
  }

  static List<Long> expectedRandom(int size) {
    return LongStream.range(0, size).map(HolderFixture::mixed).boxed().toList();
  }

  private static long mixed(long n) {
    long z = (n + 1) * 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    return z ^ (z >>> 27);
  }
}
