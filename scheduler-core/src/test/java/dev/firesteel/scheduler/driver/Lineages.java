package dev.firesteel.scheduler.driver;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.InputFormat;
import dev.firesteel.api.split.InputSplit;
import dev.firesteel.api.split.PlanContext;
import dev.firesteel.api.split.ReadContext;
import dev.firesteel.api.split.SplitInput;
import dev.firesteel.api.split.SplitOutput;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.StorageLevel;
import dev.firesteel.dataset.closure.Closure;
import dev.firesteel.dataset.lineage.Dependency;
import dev.firesteel.dataset.lineage.JobOptions;
import dev.firesteel.dataset.lineage.JobRequest;
import dev.firesteel.dataset.lineage.Node;
import dev.firesteel.dataset.lineage.PartitionFunction;
import dev.firesteel.dataset.lineage.ShuffleDependency;
import dev.firesteel.dataset.lineage.SourceNode;
import dev.firesteel.dataset.lineage.TaskRuntime;
import dev.firesteel.dataset.partition.HashPartitioner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Makes lineages for tests; none of them is ever computed. */
final class Lineages {
  private int nextDataset;
  private int nextShuffle;

  /** A source of so many partitions; partition i lies on host h-i. */
  SourceNode<Pair<String, Integer>, Piece> source(int partitions) {
    return new SourceNode<>(id(), new Pieces(partitions), new PlanContext(Config.empty(), 2));
  }

  SourceNode<Pair<String, Integer>, Piece> missing() {
    return new SourceNode<>(id(), new Pieces(-1), new PlanContext(Config.empty(), 2));
  }

  SourceNode<Pair<String, Integer>, Piece> unwritable() {
    return new SourceNode<>(id(), new Pieces(1_000_001), new PlanContext(Config.empty(), 2));
  }

  Step map(Node<?> parent) {
    return new Step(
        id(), parent.partitions(), List.of(Dependency.Narrow.oneToOne(parent)), List.of(parent));
  }

  Step zip(Node<?> left, Node<?> right) {
    return new Step(
        id(),
        left.partitions(),
        List.of(Dependency.Narrow.oneToOne(left), Dependency.Narrow.oneToOne(right)),
        List.of(left, right));
  }

  Step union(Node<?> first, Node<?> second) {
    int border = first.partitions();
    return new Step(
        id(),
        border + second.partitions(),
        List.of(
            new Dependency.Narrow(first, i -> i < border ? new int[] {i} : new int[0]),
            new Dependency.Narrow(second, i -> i < border ? new int[0] : new int[] {i - border})),
        List.of(first, second));
  }

  Step coalesce(Node<?> parent, int partitions) {
    int all = parent.partitions();
    return new Step(
        id(),
        partitions,
        List.of(
            new Dependency.Narrow(
                parent,
                i -> IntStream.range(i * all / partitions, (i + 1) * all / partitions).toArray())),
        List.of(parent));
  }

  ShuffleDependency<String, Integer, Integer> shuffle(
      Node<Pair<String, Integer>> parent, int partitions) {
    return new ShuffleDependency<>(
        new ShuffleId(nextShuffle++),
        parent,
        new HashPartitioner(partitions),
        null,
        ShuffleDependency.MapSideCombine.NO,
        null);
  }

  Step read(ShuffleDependency<?, ?, ?>... shuffles) {
    return new Step(
        id(), shuffles[0].partitioner().partitions(), List.of(shuffles), List.of(shuffles));
  }

  /** A node with these dependencies, one to one where narrow. */
  Step of(int partitions, Dependency... dependencies) {
    List<Object> written = new ArrayList<>();
    for (Dependency dependency : dependencies) {
      written.add(dependency instanceof ShuffleDependency<?, ?, ?> s ? s : dependency.parent());
    }
    return new Step(id(), partitions, List.of(dependencies), written);
  }

  static <T extends Node<?>> T kept(T node) {
    node.level(StorageLevel.MEMORY);
    return node;
  }

  static JobRequest<?, ?> count(Node<?> node) {
    return count(node, IntStream.range(0, node.partitions()).boxed().toList());
  }

  static <T> JobRequest<T, Long> count(Node<T> node, List<Integer> partitions) {
    PartitionFunction<T, Long> count = (cursor, task) -> 0L;
    return new JobRequest<>(
        node, partitions, Closure.capture("count", count), "count at X.java:1", JobOptions.NONE);
  }

  private DatasetId id() {
    return new DatasetId(nextDataset++);
  }

  /** A step over its dependencies. */
  static final class Step extends Node<Pair<String, Integer>> {
    private static final long serialVersionUID = 1L;
    private final transient int partitions;
    private final transient List<Dependency> dependencies;

    @SuppressWarnings("serial")
    private final List<Object> written;

    Step(DatasetId id, int partitions, List<Dependency> dependencies, List<?> written) {
      super(id);
      this.partitions = partitions;
      this.dependencies = dependencies;
      this.written = new ArrayList<>(written);
    }

    @Override
    public int partitions() {
      return partitions;
    }

    @Override
    public List<Dependency> dependencies() {
      return dependencies;
    }

    @Override
    public String describe() {
      return "step over " + written.size();
    }

    @Override
    protected Cursor<Pair<String, Integer>> open(int partition, TaskRuntime task) {
      throw new UnsupportedOperationException();
    }
  }

  record Piece(int number) implements InputSplit {
    @Override
    public List<HostName> hosts() {
      return List.of(new HostName("h-" + number));
    }
  }

  record Pieces(int count) implements InputFormat<Pair<String, Integer>, Piece> {
    @Override
    public List<Piece> plan(PlanContext context) throws IOException {
      if (count < 0) {
        throw new IOException("it is not there");
      }
      return IntStream.range(0, count).mapToObj(Piece::new).toList();
    }

    @Override
    public void write(Piece split, SplitOutput out) throws IOException {
      if (count > 1_000_000) {
        throw new IOException("a split that does not write");
      }
      out.writeInt(split.number);
    }

    @Override
    public Piece read(SplitInput in) throws IOException {
      return new Piece(in.readInt());
    }

    @Override
    public Cursor<Pair<String, Integer>> open(Piece split, ReadContext context) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String describe() {
      return "pieces";
    }
  }
}
