package dev.firesteel.benchmarks.micro;

import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.dataset.StorageLevel;
import dev.firesteel.executor.memory.Slabs;
import dev.firesteel.executor.store.BlockStore;
import dev.firesteel.executor.store.PartitionFetch;
import dev.firesteel.executor.store.StorageMemory;
import dev.firesteel.executor.store.StoreSession;
import dev.firesteel.protocol.message.ToDriver.DatasetBlock;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Kept partitions of 100,000 numbers; time for one number. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(BlockStoreBenchmark.NUMBERS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class BlockStoreBenchmark {
  static final int NUMBERS = 100_000;
  private static final DatasetId KEPT = new DatasetId(1);
  private static final DatasetId PASSING = new DatasetId(2);

  @Param({"MEMORY", "MEMORY_SERIALIZED", "OFF_HEAP"})
  StorageLevel level = StorageLevel.MEMORY;

  private final TaskSpace space = new TaskSpace();
  private final BlockStore store =
      new BlockStore(
          new StorageMemory(space.budget, new Slabs(256 << 20)),
          () -> space.workspace,
          dropped -> {},
          new PartitionFetch(new NoOthers()));
  private final Long[] numbers = new Long[NUMBERS];
  private long sum;

  /** Keeps a partition. */
  @Setup
  public void keep() throws Exception {
    for (int i = 0; i < NUMBERS; i++) {
      numbers[i] = i * 1_000_003L;
    }
    use(KEPT, () -> Shuffles.cursor(numbers), Cursor::close);
  }

  /** Puts a partition, which is then forgotten. */
  @Benchmark
  public boolean put() throws Exception {
    use(PASSING, () -> Shuffles.cursor(numbers), Cursor::close);
    store.forget(PASSING);
    return store.keeps(new DatasetBlock(KEPT, 0));
  }

  /** Scans a partition that is kept. */
  @Benchmark
  public long scan() throws Exception {
    sum = 0;
    use(
        KEPT,
        () -> {
          throw new IllegalStateException("The partition is not kept");
        },
        cursor -> cursor.forEachRemaining(number -> sum += number));
    return sum;
  }

  /** The limit: a loop over the array. */
  @Benchmark
  public long scanByHand() {
    long total = 0;
    for (Long number : numbers) {
      total += number;
    }
    return total;
  }

  /** Removes what is kept. */
  @TearDown
  public void close() {
    store.close();
    space.close();
  }

  private interface Use {
    void of(Cursor<Long> numbers) throws Exception;
  }

  private void use(DatasetId dataset, Callable<Cursor<Long>> compute, Use use) throws Exception {
    try (StoreSession session = store.session(space.workspace, space.share);
        Cursor<Long> cursor = session.cached(dataset, 0, level, compute)) {
      use.of(cursor);
    }
  }
}
