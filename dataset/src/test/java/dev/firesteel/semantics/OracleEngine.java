package dev.firesteel.semantics;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.id.ApplicationId;
import dev.firesteel.api.id.BroadcastId;
import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.JobId;
import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.lineage.Aggregator;
import dev.firesteel.dataset.lineage.Dependency;
import dev.firesteel.dataset.lineage.EncodedProgram;
import dev.firesteel.dataset.lineage.Engine;
import dev.firesteel.dataset.lineage.JobOptions;
import dev.firesteel.dataset.lineage.JobRequest;
import dev.firesteel.dataset.lineage.Node;
import dev.firesteel.dataset.lineage.RunningJob;
import dev.firesteel.dataset.lineage.ShuffleDependency;
import dev.firesteel.dataset.lineage.ShuffleDependency.MapSideCombine;
import dev.firesteel.dataset.lineage.StageProgram;
import dev.firesteel.dataset.shared.Accumulator;
import dev.firesteel.dataset.status.LocalityStatus;
import dev.firesteel.dataset.status.LostWork;
import dev.firesteel.dataset.status.SessionStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

/**
 * The simplest engine: one thread, shuffles in memory. Programs, splits and broadcasts are
 * serialized as on a cluster, so that it tells what the same program must answer anywhere.
 */
public final class OracleEngine implements Engine {
  private final Config config;
  final List<String> jobs = new ArrayList<>();
  final List<ShuffleId> forgotten = new ArrayList<>();
  final List<DatasetId> unpersisted = new ArrayList<>();
  final List<String> cancelled = new ArrayList<>();
  final Map<BroadcastId, byte[]> broadcasts = new HashMap<>();
  final Map<ShuffleId, List<List<List<Pair<Object, Object>>>>> shuffles = new LinkedHashMap<>();
  final Map<DatasetId, Map<Integer, List<Object>>> kept = new HashMap<>();
  final Map<Object, Accumulator<?, ?, ?>> accumulators = new HashMap<>();
  private final List<Runnable> cleanUps = new ArrayList<>();
  int tasks;
  int waits;
  final List<JobOptions> options = new ArrayList<>();
  private boolean closed;

  /** An engine with settings. */
  public OracleEngine(Config config) {
    this.config = config;
  }

  @Override
  public ApplicationId application() {
    return new ApplicationId("oracle");
  }

  @Override
  public Config config() {
    return config;
  }

  @Override
  public int defaultParallelism() {
    return 3;
  }

  boolean closed() {
    return closed;
  }

  @Override
  public <T, P> RunningJob<P> submit(JobRequest<T, P> request) {
    JobId id = new JobId(jobs.size());
    jobs.add(request.description());
    options.add(request.options());
    Answers<List<P>> answers = new Answers<>();
    try {
      answers.complete(run(request));
    } catch (FiresteelException e) {
      answers.completeExceptionally(e);
    } catch (Exception e) {
      answers.completeExceptionally(
          new FiresteelException(ErrorCategory.USER, "a task failed: " + e, e));
    }
    return new RunningJob<>() {
      @Override
      public JobId id() {
        return id;
      }

      @Override
      public CompletionStage<List<P>> answers() {
        return answers;
      }
    };
  }

  /** Counts who waits for it, as engines may let those do work. */
  private final class Answers<P> extends CompletableFuture<P> {
    @Override
    public P get() throws InterruptedException, ExecutionException {
      waits++;
      return super.get();
    }
  }

  private <T, P> List<P> run(JobRequest<T, P> request) throws Exception {
    for (Dependency dependency : request.target().dependencies()) {
      computeShuffles(dependency);
    }
    EncodedProgram encoded =
        EncodedProgram.encode(new StageProgram.Result<>(request.target(), request.action()));
    Programs programs = new Programs(encoded);
    List<P> answers = new ArrayList<>();
    for (int partition : request.partitions()) {
      @SuppressWarnings("unchecked")
      StageProgram.Result<T, P> program = (StageProgram.Result<T, P>) programs.next();
      try (OracleTask task = new OracleTask(this, encoded, partition, tasks++);
          Cursor<T> elements = program.root().cursor(partition, task)) {
        answers.add(Copies.ifSerializable(program.action().get().apply(elements, task)));
        task.succeeded();
      }
    }
    return answers;
  }

  private void computeShuffles(Dependency dependency) throws Exception {
    if (dependency instanceof ShuffleDependency<?, ?, ?> shuffle) {
      if (!shuffles.containsKey(shuffle.id())) {
        for (Dependency next : shuffle.parent().dependencies()) {
          computeShuffles(next);
        }
        shuffles.put(shuffle.id(), write(shuffle));
      }
      return;
    }
    for (Dependency next : dependency.parent().dependencies()) {
      computeShuffles(next);
    }
  }

  @SuppressWarnings("unchecked")
  private List<List<List<Pair<Object, Object>>>> write(ShuffleDependency<?, ?, ?> dependency)
      throws Exception {
    Node<Pair<Object, Object>> parent = (Node<Pair<Object, Object>>) (Node<?>) dependency.parent();
    EncodedProgram encoded =
        EncodedProgram.encode(
            new StageProgram.ShuffleMap<>(
                parent, (ShuffleDependency<Object, Object, Object>) dependency));
    Programs programs = new Programs(encoded);
    List<List<List<Pair<Object, Object>>>> outputs = new ArrayList<>();
    for (int partition = 0; partition < parent.partitions(); partition++) {
      StageProgram.ShuffleMap<Object, Object> program =
          (StageProgram.ShuffleMap<Object, Object>) programs.next();
      ShuffleDependency<Object, Object, Object> shuffle =
          (ShuffleDependency<Object, Object, Object>) program.shuffle();
      List<List<Pair<Object, Object>>> output = new ArrayList<>();
      for (int i = 0; i < shuffle.partitioner().partitions(); i++) {
        output.add(new ArrayList<>());
      }
      try (OracleTask task = new OracleTask(this, encoded, partition, tasks++);
          Cursor<Pair<Object, Object>> pairs = written(program, shuffle, partition, task)) {
        pairs.forEachRemaining(
            pair -> output.get(shuffle.partitioner().partition(pair.key())).add(pair));
        task.succeeded();
      }
      outputs.add(output);
    }
    return outputs;
  }

  private static Cursor<Pair<Object, Object>> written(
      StageProgram.ShuffleMap<Object, Object> program,
      ShuffleDependency<Object, Object, Object> shuffle,
      int partition,
      OracleTask task)
      throws Exception {
    Cursor<Pair<Object, Object>> pairs = program.root().cursor(partition, task);
    Aggregator<Object, Object> aggregator = shuffle.aggregator().orElse(null);
    return aggregator != null && shuffle.combine() == MapSideCombine.YES
        ? task.aggregate(pairs, aggregator)
        : pairs;
  }

  /** One copy for all tasks if it may be shared, else one for each. */
  private static final class Programs {
    private final EncodedProgram encoded;
    private StageProgram shared;

    Programs(EncodedProgram encoded) {
      this.encoded = encoded;
    }

    StageProgram next() throws Exception {
      if (shared == null || !encoded.shareable()) {
        shared =
            EncodedProgram.decode(encoded.bytes(), Thread.currentThread().getContextClassLoader());
      }
      return shared;
    }
  }

  @Override
  public void cancel(JobId job, String why) {
    cancelled.add(job + ": " + why);
  }

  @Override
  public void cancelGroup(String group, String why) {
    cancelled.add(group + ": " + why);
  }

  @Override
  public void cancelTag(String tag, String why) {
    cancelled.add(tag + ": " + why);
  }

  @Override
  public CompletionStage<SessionStatus> status() {
    return CompletableFuture.completedStage(
        new SessionStatus(
            SessionStatus.State.CONNECTED,
            List.of(),
            List.of(),
            List.of(),
            LocalityStatus.NONE,
            LostWork.NONE));
  }

  @Override
  public void decommission(ExecutorId executor, String why) {}

  @Override
  public void unpersist(DatasetId dataset) {
    kept.remove(dataset);
    unpersisted.add(dataset);
  }

  @Override
  public void forgetShuffle(ShuffleId shuffle) {
    shuffles.remove(shuffle);
    forgotten.add(shuffle);
  }

  @Override
  public BroadcastId broadcast(Object value) {
    BroadcastId id = new BroadcastId(broadcasts.size());
    broadcasts.put(id, Copies.bytes(value));
    return id;
  }

  @Override
  public void destroyBroadcast(BroadcastId broadcast) {
    broadcasts.remove(broadcast);
  }

  @Override
  public void register(Accumulator<?, ?, ?> accumulator) {
    accumulators.put(accumulator.id(), accumulator);
  }

  @Override
  public void atClose(Runnable cleanUp) {
    cleanUps.add(cleanUp);
  }

  @Override
  public void close() {
    closed = true;
    cleanUps.forEach(Runnable::run);
    cleanUps.clear();
  }
}
