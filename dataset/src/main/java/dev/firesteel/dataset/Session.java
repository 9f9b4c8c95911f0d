package dev.firesteel.dataset;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.id.AccumulatorId;
import dev.firesteel.api.id.ApplicationId;
import dev.firesteel.api.id.BroadcastId;
import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.api.split.FileFormats;
import dev.firesteel.api.split.InputFormat;
import dev.firesteel.api.split.InputSplit;
import dev.firesteel.api.split.PlanContext;
import dev.firesteel.api.split.TextForm;
import dev.firesteel.dataset.function.SerializableBiFunction;
import dev.firesteel.dataset.function.SerializableSupplier;
import dev.firesteel.dataset.lineage.Engine;
import dev.firesteel.dataset.lineage.Node;
import dev.firesteel.dataset.lineage.ShuffleDependency;
import dev.firesteel.dataset.lineage.SourceNode;
import dev.firesteel.dataset.shared.Accumulator;
import dev.firesteel.dataset.shared.Broadcast;
import dev.firesteel.dataset.source.CollectionFormat;
import dev.firesteel.dataset.source.RangeFormat;
import dev.firesteel.dataset.status.SessionStatus;
import dev.firesteel.dataset.step.Decode;
import dev.firesteel.dataset.step.Keys;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A program's connection to its executors: makes datasets, runs their actions. Opening it obtains
 * executors, closing it ends them. Safe for any thread; actions of several threads run side by
 * side.
 */
public final class Session extends SessionFiles implements AutoCloseable {
  private static final Duration STATUS_LIMIT = Duration.ofSeconds(10);

  private final Engine engine;
  private final Jobs jobs = new Jobs(this);
  private final Unreachable unreachable = new Unreachable();
  private final Checkpoints checkpoints = new Checkpoints(this);
  private final AtomicInteger datasets = new AtomicInteger();
  private final AtomicInteger shuffles = new AtomicInteger();
  private final AtomicLong accumulators = new AtomicLong();
  private final AtomicInteger saves = new AtomicInteger();
  private final List<FileFormats> fileFormats = new ArrayList<>(1);
  private volatile boolean closed;

  Session(Engine engine) {
    this.engine = engine;
  }

  /** Starts the description of a session. */
  public static SessionBuilder builder() {
    return new SessionBuilder();
  }

  /**
   * Lines of text files in UTF-8, in order.
   *
   * @param paths paths or URIs separated by commas: files, directories, globs
   */
  public Dataset<String> textFile(String paths) {
    return textFile(paths, 0);
  }

  /**
   * Lines of text files in UTF-8, in order.
   *
   * @param paths paths or URIs separated by commas: files, directories, globs
   * @param minPartitions partitions wanted at least, if the files can be cut so far; 0 for the
   *     default
   */
  public Dataset<String> textFile(String paths, int minPartitions) {
    return textFile(paths, minPartitions, TextForm.LINES);
  }

  /**
   * Records of text files, in order.
   *
   * @param paths paths or URIs separated by commas: files, directories, globs
   * @param form their charset and delimiter
   */
  public Dataset<String> textFile(String paths, TextForm form) {
    return textFile(paths, 0, form);
  }

  /**
   * Records of text files, in order.
   *
   * @param paths paths or URIs separated by commas: files, directories, globs
   * @param minPartitions partitions wanted at least, if the files can be cut so far; 0 for the
   *     default
   * @param form their charset and delimiter
   */
  public Dataset<String> textFile(String paths, int minPartitions, TextForm form) {
    return read(files().text(paths, minPartitions, form, config()));
  }

  /**
   * The elements that {@link Actions#saveAsObjectFile} wrote, in as many partitions as files.
   *
   * @param paths paths or URIs separated by commas: files, directories, globs; a directory must be
   *     a whole output
   */
  public <T extends @Nullable Object> Dataset<T> objectFile(String paths) {
    return read(files().blocks(paths, config())).step("objectFile", new Decode<T>(), Keys.CHANGED);
  }

  /**
   * Puts the checkpoints that are asked for from now on below a directory, instead of the one that
   * the setting {@code firesteel.checkpoint.dir} names.
   *
   * @param path path or URI on a file system that all hosts share; made if it does not exist
   */
  public void checkpointDirectory(String path) {
    checkpoints.directory(path);
  }

  @Override
  public <T extends @Nullable Object, S extends InputSplit> Dataset<T> read(
      InputFormat<T, S> format) {
    return new Dataset<>(this, source(format));
  }

  /** A copy of a collection's elements, in {@link #defaultParallelism} partitions. */
  public <T extends @Nullable Object> Dataset<T> parallelize(List<? extends T> elements) {
    return parallelize(elements, defaultParallelism());
  }

  /** A copy of a collection's elements in partitions of nearly equal size. */
  public <T extends @Nullable Object> Dataset<T> parallelize(
      List<? extends T> elements, int partitions) {
    return read(new CollectionFormat<T>(elements, atLeastOne(partitions)));
  }

  /** A copy of a collection's pairs, in {@link #defaultParallelism} partitions. */
  public <K extends @Nullable Object, V extends @Nullable Object>
      PairDataset<K, V> parallelizePairs(List<Pair<K, V>> pairs) {
    return parallelizePairs(pairs, defaultParallelism());
  }

  /** A copy of a collection's pairs in partitions of nearly equal size. */
  public <K extends @Nullable Object, V extends @Nullable Object>
      PairDataset<K, V> parallelizePairs(List<Pair<K, V>> pairs, int partitions) {
    return PairDataset.of(parallelize(pairs, partitions));
  }

  /** The numbers from {@code start} to before {@code end}. */
  public LongDataset range(long start, long end) {
    return range(start, end, 1);
  }

  /** The numbers from {@code start} to before {@code end}, each {@code step} after the last. */
  public LongDataset range(long start, long end, long step) {
    return range(start, end, step, defaultParallelism());
  }

  /** The numbers from {@code start} to before {@code end}, in so many partitions. */
  public LongDataset range(long start, long end, long step, int partitions) {
    return new LongDataset(this, source(new RangeFormat(start, end, step, atLeastOne(partitions))));
  }

  /** No elements, in one partition. */
  public <T extends @Nullable Object> Dataset<T> emptyDataset() {
    return parallelize(List.of(), 1);
  }

  /** All elements of several datasets, in their order. */
  public <T extends @Nullable Object> Dataset<T> union(List<Dataset<T>> datasets) {
    return datasets.isEmpty()
        ? emptyDataset()
        : datasets.get(0).union(datasets.subList(1, datasets.size()));
  }

  /**
   * Makes a value available to all tasks; it is copied now and must not be changed by them. It is
   * freed everywhere when neither the program nor a function that it passed can reach it any more.
   */
  public <T extends @Nullable Object> Broadcast<T> broadcast(T value) {
    BroadcastId id = engine("broadcast a value").broadcast(value);
    Broadcast<T> broadcast = new Broadcast<>(id, value);
    unreachable.watch(broadcast, () -> engine.destroyBroadcast(id));
    return broadcast;
  }

  /** Frees a broadcast everywhere; tasks that still use it fail. */
  public void destroy(Broadcast<?> broadcast) {
    engine("destroy a broadcast").destroyBroadcast(broadcast.id());
  }

  /** A sum of whole numbers that tasks add to. */
  public Accumulator<Long, Long, Long> longAccumulator(String name) {
    return accumulator(name, () -> 0L, Long::sum, Long::sum, sum -> sum);
  }

  /** A sum of numbers that tasks add to. */
  public Accumulator<Double, Double, Double> doubleAccumulator(String name) {
    return accumulator(name, () -> 0.0, Double::sum, Double::sum, sum -> sum);
  }

  /** A list that tasks add to; its order is not defined. */
  public <T extends @Nullable Object> Accumulator<T, List<T>, List<T>> listAccumulator(
      String name) {
    return accumulator(
        name,
        ArrayList::new,
        (list, value) -> {
          list.add(value);
          return list;
        },
        (list, more) -> {
          list.addAll(more);
          return list;
        },
        ArrayList::new);
  }

  /**
   * A variable that tasks add to.
   *
   * @param zero makes a state that nothing was added to
   * @param add adds a value; may change and return the state
   * @param merge adds a second state to a first; may change and return the first
   * @param result what the driver reads of a state
   */
  public <V extends @Nullable Object, S, R extends @Nullable Object>
      Accumulator<V, S, R> accumulator(
          String name,
          SerializableSupplier<S> zero,
          SerializableBiFunction<S, V, S> add,
          SerializableBiFunction<S, S, S> merge,
          Function<S, R> result) {
    Engine open = engine("make an accumulator");
    Accumulator<V, S, R> accumulator =
        new Accumulator<>(
            new AccumulatorId(accumulators.getAndIncrement()), name, zero, add, merge, result);
    open.register(accumulator);
    return accumulator;
  }

  /**
   * How the session is now: each job with its stages and what they wait for, the executors, and
   * what is asked of the cluster. {@link SessionStatus#text} says it for people. Takes a message to
   * the scheduler and back, about a millisecond.
   *
   * @throws FiresteelException if the session is closed, or the scheduler does not answer in 10
   *     seconds
   */
  public SessionStatus status() {
    return Answers.within(
        STATUS_LIMIT, "tell the session's status", engine("tell its status").status());
  }

  /**
   * Lets an executor go, for instance because its host is to be serviced. It gets no new tasks,
   * ends those it runs, and what only it has (kept partitions, shuffle output) is copied to others,
   * within {@code firesteel.executor.decommission-timeout}; what could not be copied in time is
   * computed again when it is needed. Another executor takes its place if their number is fixed.
   * Returns at once; nothing happens if the executor is not there. {@link #status} lists executors.
   */
  public void decommission(ExecutorId executor) {
    engine("decommission " + executor).decommission(executor, "the program decommissioned it");
  }

  @Override
  public Config config() {
    return engine("read settings").config();
  }

  /** The application's id. */
  public ApplicationId applicationId() {
    return engine.application();
  }

  /** Partitions where nothing else says. */
  public int defaultParallelism() {
    return engine("make a dataset").defaultParallelism();
  }

  /**
   * A file named with {@code --files}, or the directory of an archive named with {@code
   * --archives}, on the driver; tasks ask their {@link TaskContext}. What is on another file system
   * or packed is brought here when it is first asked for, and goes with the session.
   */
  public Path file(String name) {
    return engine("find file " + name).file(name);
  }

  /** Ends jobs and executors. Nothing happens the second time. */
  @Override
  public void close() {
    closed = true;
    engine.close();
    synchronized (fileFormats) {
      fileFormats.forEach(FileFormats::close);
    }
  }

  @Override
  Engine engine(String purpose) {
    if (closed) {
      throw new FiresteelException(
          ErrorCategory.USER, "Cannot " + purpose + ": the session is closed (open a new one)");
    }
    return engine;
  }

  Jobs jobs() {
    return jobs;
  }

  void beforeJob(Node<?> target) {
    Engine unused = engine("run a job");
    unreachable.forget();
    Preparation.prepare(target);
  }

  Unreachable unreachable() {
    return unreachable;
  }

  Checkpoints checkpoints() {
    return checkpoints;
  }

  DatasetId nextDataset() {
    return new DatasetId(datasets.getAndIncrement());
  }

  ShuffleId nextShuffle() {
    return new ShuffleId(shuffles.getAndIncrement());
  }

  /** A name for one save on the storage; sorts after those of the saves before it. */
  String nextSave() {
    String number = Integer.toString(saves.getAndIncrement());
    return applicationId() + "-" + "0".repeat(Math.max(0, 5 - number.length())) + number;
  }

  <D extends ShuffleDependency<?, ?, ?>> D watched(D shuffle) {
    ShuffleId id = shuffle.id();
    unreachable.watch(shuffle, () -> engine.forgetShuffle(id));
    return shuffle;
  }

  /** Its kept partitions go when no lineage knows it any more. */
  void watched(Node<?> persisted) {
    DatasetId id = persisted.id();
    unreachable.watch(persisted, () -> engine.unpersist(id));
  }

  /** Partitions of a shuffle over these parents where nothing else says. */
  int shufflePartitions(List<? extends Node<?>> parents) {
    if (config().get(CoreKeys.DEFAULT_PARALLELISM) > 0) {
      return defaultParallelism();
    }
    return Math.max(1, parents.stream().mapToInt(Node::partitions).max().orElse(1));
  }

  @Override
  FileFormats files() {
    synchronized (fileFormats) {
      if (fileFormats.isEmpty()) {
        fileFormats.add(
            ServiceLoader.load(FileFormats.class)
                .findFirst()
                .orElseThrow(
                    () ->
                        new FiresteelException(
                            ErrorCategory.CONFIGURATION,
                            "Cannot use files: no file formats are on the class path (add the"
                                + " artifact dev.firesteel:firesteel-hdfs-io)")));
      }
      return fileFormats.get(0);
    }
  }

  <T extends @Nullable Object, S extends InputSplit> SourceNode<T, S> source(
      InputFormat<T, S> format) {
    return new SourceNode<>(
        nextDataset(), format, new PlanContext(config(), Math.max(1, defaultParallelism())));
  }

  static int atLeastOne(int partitions) {
    if (partitions < 1) {
      throw new IllegalArgumentException(
          "Cannot make " + partitions + " partitions (use at least 1)");
    }
    return partitions;
  }
}
