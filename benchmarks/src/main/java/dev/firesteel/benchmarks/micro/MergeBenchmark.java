package dev.firesteel.benchmarks.micro;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.lineage.ShuffleDependency;
import dev.firesteel.executor.shuffle.ShuffleBlock;
import dev.firesteel.executor.shuffle.ShuffleReader;
import dev.firesteel.executor.shuffle.ShuffleStore;
import dev.firesteel.executor.shuffle.ShuffleWriter;
import dev.firesteel.protocol.message.BlockAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A reduce partition of 200,000 pairs, merged from the sorted output of 16 map tasks in real files
 * of this executor; time for one pair.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(MergeBenchmark.MAPS * MergeBenchmark.PAIRS)
@Fork(1)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class MergeBenchmark {
  static final int MAPS = 16;
  static final int PAIRS = 12_500;
  private static final ExecutorId SELF = new ExecutorId("e-1");

  private final TaskSpace space = new TaskSpace();
  private final ShuffleStore store = new ShuffleStore(space.directories);
  private final ShuffleDependency<Integer, Long, Long> dependency = Shuffles.sorted(1);
  private final List<ShuffleBlock> blocks = new ArrayList<>();
  private final Pair<Integer, Long>[] all = Shuffles.pairs(MAPS * PAIRS, Integer.MAX_VALUE, 5);

  /** Writes the map outputs. */
  @Setup
  public void write() throws Exception {
    BlockAddress here = new BlockAddress(SELF, "localhost", 1);
    for (int map = 0; map < MAPS; map++) {
      Pair<Integer, Long>[] pairs = Arrays.copyOfRange(all, map * PAIRS, (map + 1) * PAIRS);
      TaskId task = new TaskId(map);
      long[] sizes =
          new ShuffleWriter(store, space.workspace).write(Shuffles.cursor(pairs), dependency, task);
      blocks.add(new ShuffleBlock(map, task, here, sizes[0]));
    }
  }

  /** Merges files. */
  @Benchmark
  public long merge() throws Exception {
    Sum sum = new Sum();
    try (Cursor<Pair<Integer, Long>> pairs =
        new ShuffleReader(store, SELF, new NoOthers(), space.workspace)
            .read(dependency, 0, blocks)) {
      pairs.forEachRemaining(sum::add);
    }
    return sum.sum;
  }

  /** The limit: the same pairs, in memory and as objects already, sorted by the JDK. */
  @Benchmark
  public long sortArray() {
    Pair<Integer, Long>[] array = all.clone();
    Arrays.sort(array, Comparator.comparing(Pair::key));
    Sum sum = new Sum();
    for (Pair<Integer, Long> pair : array) {
      sum.add(pair);
    }
    return sum.sum;
  }

  /** Removes the files. */
  @TearDown
  public void close() {
    space.close();
  }

  private static final class Sum {
    private long sum;

    void add(Pair<Integer, Long> pair) {
      sum = sum * 31 + pair.key() + pair.value();
    }
  }
}
