package dev.firesteel.benchmarks.micro;

import dev.firesteel.api.id.TaskId;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.lineage.ShuffleDependency;
import dev.firesteel.executor.shuffle.ShuffleStore;
import dev.firesteel.executor.shuffle.ShuffleWriter;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** A map task's output of 200,000 pairs into 8 partitions, in a real file; time for one pair. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(ShuffleWriteBenchmark.PAIRS)
@Fork(1)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class ShuffleWriteBenchmark {
  static final int PAIRS = 200_000;
  private static final int KEYS = 50_000;
  private static final int PARTITIONS = 8;

  @Param Way way = Way.PLAIN;

  private final TaskSpace space = new TaskSpace();
  private final ShuffleStore store = new ShuffleStore(space.directories);
  private final Pair<Integer, Long>[] pairs = Shuffles.pairs(PAIRS, KEYS, 7);
  private ShuffleDependency<Integer, Long, Long> dependency = Shuffles.plain(PARTITIONS);
  private long tasks;

  /** How it is written. */
  public enum Way {
    /** By partition. */
    PLAIN,
    /** Summed by key before. */
    COMBINING,
    /** By partition and key. */
    SORTED
  }

  /** Chooses the way. */
  @Setup
  public void choose() {
    dependency =
        switch (way) {
          case PLAIN -> Shuffles.plain(PARTITIONS);
          case COMBINING -> Shuffles.combining(PARTITIONS);
          case SORTED -> Shuffles.sorted(PARTITIONS);
        };
  }

  /** Writes with the engine. */
  @Benchmark
  public long[] write() throws Exception {
    TaskId task = new TaskId(++tasks);
    long[] sizes =
        new ShuffleWriter(store, space.workspace).write(Shuffles.cursor(pairs), dependency, task);
    store.remove(Shuffles.ID, task);
    return sizes;
  }

  /** The limit: numbers to a file as they come, neither compressed nor checked nor in order. */
  @Benchmark
  public long writeByHand() throws IOException {
    Path file = space.file("by-hand-" + ++tasks);
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16))) {
      for (Pair<Integer, Long> pair : pairs) {
        out.writeInt(pair.key());
        out.writeLong(pair.value());
      }
    }
    long size = Files.size(file);
    Files.delete(file);
    return size;
  }

  /** Removes the files. */
  @TearDown
  public void close() {
    space.close();
  }
}
