package dev.firesteel.executor.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.dataset.StorageLevel;
import dev.firesteel.executor.memory.MemoryBudget;
import dev.firesteel.executor.memory.Slabs;
import dev.firesteel.executor.memory.TaskMemory;
import dev.firesteel.executor.spill.Compression;
import dev.firesteel.executor.spill.IoCounters;
import dev.firesteel.executor.spill.LocalDirectories;
import dev.firesteel.executor.spill.Workspace;
import dev.firesteel.protocol.message.ToDriver.DatasetBlock;
import dev.firesteel.serialization.RecordSerializer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A store with little memory, tasks that use it, and the check that nothing is left of either. */
abstract class BlockStoreFixture {
  static final DatasetId DATASET = new DatasetId(1);
  static final DatasetId OTHER = new DatasetId(2);

  @TempDir Path local;
  LocalDirectories directories;
  MemoryBudget budget;
  Slabs slabs;
  BlockStore store;
  final List<DatasetBlock> dropped = Collections.synchronizedList(new ArrayList<>());
  final AtomicInteger computed = new AtomicInteger();
  final AtomicInteger closed = new AtomicInteger();
  final HolderClient others = new HolderClient();

  @BeforeEach
  void open() {
    withMemory(1 << 20);
  }

  void withMemory(long bytes) {
    directories = LocalDirectories.create(List.of(local.toString()), "test");
    budget = new MemoryBudget(bytes, 0);
    slabs = new Slabs(bytes);
    store =
        new BlockStore(
            new StorageMemory(budget, slabs),
            () -> workspace(TaskMemory.NONE),
            dropped::addAll,
            new PartitionFetch(others));
  }

  @AfterEach
  void nothingIsLeft() throws IOException {
    store.close();
    assertThat(budget.storageUsed()).isZero();
    assertThat(budget.executionUsed()).isZero();
    assertThat(slabs.budget().storageUsed()).isZero();
    assertThat(files()).isEmpty();
    assertThat(closed.get()).isEqualTo(computed.get());
  }

  List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(local)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  Workspace workspace(TaskMemory share) {
    return new Workspace(
        share,
        new RecordSerializer(getClass().getClassLoader()),
        directories,
        Compression.LZ4,
        new IoCounters());
  }

  Task task() {
    return new Task();
  }

  /** A task that uses the store. */
  final class Task implements AutoCloseable {
    final MemoryBudget.Share share = budget.share();
    final StoreSession session = store.session(workspace(share), share);

    List<Long> read(DatasetId dataset, int partition, StorageLevel level, int size)
        throws Exception {
      List<Long> read = new ArrayList<>();
      try (Cursor<Long> cursor = session.cached(dataset, partition, level, () -> numbers(size))) {
        cursor.forEachRemaining(read::add);
      }
      return read;
    }

    @Override
    public void close() {
      session.close();
      share.close();
    }
  }

  Cursor<Long> numbers(int size) {
    computed.incrementAndGet();
    return new Cursor<>() {
      private long next;

      @Override
      public boolean advance(dev.firesteel.api.split.Sink<? super Long> sink) throws Exception {
        if (next == size) {
          return false;
        }
        sink.accept(1000 + next++);
        return true;
      }

      @Override
      public void close() {
        closed.incrementAndGet();
      }
    };
  }

  static List<Long> expected(int size) {
    return LongStream.range(1000, 1000 + size).boxed().toList();
  }

  /** Bytes of storage memory in use, inside and outside the heap. */
  long storageUsed() {
    return budget.storageUsed() + slabs.budget().storageUsed();
  }

  void keep(DatasetId dataset, int partition, StorageLevel level) throws Exception {
    try (Task task = task()) {
      assertThat(task.read(dataset, partition, level, 10_000)).isEqualTo(expected(10_000));
    }
  }
}
