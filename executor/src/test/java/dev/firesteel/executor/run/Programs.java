package dev.firesteel.executor.run;

import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.StorageLevel;
import dev.firesteel.dataset.closure.Closure;
import dev.firesteel.dataset.lineage.Dependency;
import dev.firesteel.dataset.lineage.Node;
import dev.firesteel.dataset.lineage.PartitionFunction;
import dev.firesteel.dataset.lineage.StageProgram;
import dev.firesteel.dataset.lineage.TaskRuntime;
import java.util.List;

/** Programs for tests. */
public final class Programs {
  private Programs() {}

  /** Applies an action to partitions of {@code size} numbers, from partition x size on. */
  public static <P> StageProgram numbers(int size, PartitionFunction<Long, P> action) {
    return program(new Numbers(size), action);
  }

  public static <T, P> StageProgram program(Node<T> root, PartitionFunction<T, P> action) {
    return new StageProgram.Result<>(root, Closure.capture("test", action));
  }

  /** Numbers, kept. */
  public static Node<Long> kept(int size, int dataset, StorageLevel level) {
    Node<Long> node = new Numbers(size, dataset);
    node.level(level);
    return node;
  }

  /** Makes an action of a lambda that only looks at the task. */
  public static <P> StageProgram task(PartitionFunction<Long, P> action) {
    return numbers(0, action);
  }

  public static final class Numbers extends Node<Long> {
    private final int size;

    public Numbers(int size) {
      this(size, 0);
    }

    public Numbers(int size, int id) {
      super(new DatasetId(id));
      this.size = size;
    }

    @Override
    public int partitions() {
      return 1;
    }

    @Override
    public List<Dependency> dependencies() {
      return List.of();
    }

    @Override
    public String describe() {
      return "numbers";
    }

    @Override
    protected Cursor<Long> open(int partition, TaskRuntime task) {
      long[] next = {(long) partition * size};
      long end = next[0] + size;
      return sink -> {
        if (next[0] == end) {
          return false;
        }
        sink.accept(next[0]++);
        return true;
      };
    }
  }

  /** A node of pairs without parents. */
  public abstract static class PairNode extends Node<Pair<Long, Long>> {
    protected PairNode() {
      super(new DatasetId(0));
    }

    @Override
    public int partitions() {
      return 1;
    }

    @Override
    public List<Dependency> dependencies() {
      return List.of();
    }

    @Override
    public String describe() {
      return "pairs";
    }
  }
}
