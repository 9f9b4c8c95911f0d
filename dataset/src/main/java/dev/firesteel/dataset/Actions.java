package dev.firesteel.dataset;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.split.OutputFormat;
import dev.firesteel.api.split.SaveOptions;
import dev.firesteel.dataset.action.Collecting;
import dev.firesteel.dataset.action.Counting;
import dev.firesteel.dataset.action.Draws;
import dev.firesteel.dataset.action.Effect;
import dev.firesteel.dataset.action.Folding;
import dev.firesteel.dataset.action.Ordering;
import dev.firesteel.dataset.action.Query;
import dev.firesteel.dataset.action.Reservoir;
import dev.firesteel.dataset.closure.Closure;
import dev.firesteel.dataset.function.SerializableBiFunction;
import dev.firesteel.dataset.function.SerializableBinaryOperator;
import dev.firesteel.dataset.function.SerializableComparator;
import dev.firesteel.dataset.function.SerializableConsumer;
import dev.firesteel.dataset.function.SerializableSupplier;
import dev.firesteel.dataset.lineage.Node;
import dev.firesteel.dataset.step.Encode;
import dev.firesteel.dataset.step.Keys;
import dev.firesteel.dataset.step.StepNode;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Actions: each runs a job over the dataset and waits for its result. They fail with a {@link
 * FiresteelException} that tells the first cause; an interrupt of the waiting thread cancels them.
 *
 * @param <T> the elements' type
 */
public abstract sealed class Actions<T extends @Nullable Object> extends AsyncActions<T>
    permits Dataset {
  Actions(Session session, Node<T> node) {
    super(session, node);
  }

  /** All elements, in order. They must fit into the driver's memory. */
  public List<T> collect() {
    return session.jobs().run(node, Collecting.all());
  }

  /** The number of elements. */
  public long count() {
    return session.jobs().run(node, Counting.count());
  }

  /**
   * All elements combined two by two, by an associative and commutative function.
   *
   * @throws FiresteelException if there are none
   */
  public T reduce(SerializableBinaryOperator<T> function) {
    return session.jobs().run(node, Folding.reduce("reduce", Closure.capture("reduce", function)));
  }

  /**
   * All elements combined two by two, starting with a copy of {@code zero} for each partition and
   * for the whole.
   */
  public T fold(T zero, SerializableBinaryOperator<T> function) {
    return session
        .jobs()
        .run(node, Folding.fold(Closure.capture("fold", zero), Closure.capture("fold", function)));
  }

  /**
   * All elements added to states, one for each partition, and the states merged.
   *
   * @param zero makes a state of no elements
   * @param add adds an element; may change and return the state
   * @param merge adds a second state to a first; may change and return the first
   */
  public <U extends @Nullable Object> U aggregate(
      SerializableSupplier<U> zero,
      SerializableBiFunction<U, ? super T, U> add,
      SerializableBinaryOperator<U> merge) {
    return session
        .jobs()
        .run(
            node,
            Folding.<T, U>aggregate(
                Closure.capture("aggregate", zero),
                Closure.capture("aggregate", add),
                Closure.capture("aggregate", merge)));
  }

  /**
   * Like {@link #aggregate}, but states of many partitions are merged on executors first, so that
   * the driver gets few. Worth its shuffles where states are large.
   *
   * @param merge associative and commutative
   * @param depth levels of merging, at least 1; 2 is usual
   */
  public <U extends @Nullable Object> U treeAggregate(
      SerializableSupplier<U> zero,
      SerializableBiFunction<U, ? super T, U> add,
      SerializableBinaryOperator<U> merge,
      int depth) {
    return Trees.aggregate(new Dataset<>(session, node), zero, add, merge, depth);
  }

  /**
   * Like {@link #reduce}, but results of many partitions are combined on executors first.
   *
   * @param depth levels of combining, at least 1; 2 is usual
   * @throws FiresteelException if there are no elements
   */
  public T treeReduce(SerializableBinaryOperator<T> function, int depth) {
    return Trees.reduce(new Dataset<>(session, node), function, depth);
  }

  /** The first elements, in order; computes no more partitions than it needs to. */
  public List<T> take(int limit) {
    return Taking.start(session.jobs(), node, "take", limit).await();
  }

  /**
   * The first element.
   *
   * @throws FiresteelException if there is none
   */
  public T first() {
    List<T> first = Taking.start(session.jobs(), node, "first", 1).await();
    if (first.isEmpty()) {
      throw new FiresteelException(
          ErrorCategory.USER, "Cannot take the first element: the dataset is empty (use take(1))");
    }
    return first.get(0);
  }

  /** Whether there are no elements. */
  public boolean isEmpty() {
    return Taking.start(session.jobs(), node, "isEmpty", 1).await().isEmpty();
  }

  /** The greatest elements in their natural order, greatest first. */
  public List<T> top(int limit) {
    return top(limit, SerializableComparator.natural());
  }

  /** The greatest elements by an order, greatest first. */
  public List<T> top(int limit, SerializableComparator<? super T> order) {
    return least("top", limit, reversed(order));
  }

  /** The least elements in their natural order, least first. */
  public List<T> takeOrdered(int limit) {
    return takeOrdered(limit, SerializableComparator.natural());
  }

  /** The least elements by an order, least first. */
  public List<T> takeOrdered(int limit, SerializableComparator<? super T> order) {
    return least("takeOrdered", limit, order);
  }

  private List<T> least(String name, int limit, SerializableComparator<? super T> order) {
    if (limit < 0) {
      throw new IllegalArgumentException(
          "Cannot take " + limit + " elements (use a number from 0)");
    }
    return session.jobs().run(node, Ordering.least(name, limit, Closure.capture(name, order)));
  }

  private static <T extends @Nullable Object> SerializableComparator<T> reversed(
      SerializableComparator<T> order) {
    return (a, b) -> order.compare(b, a);
  }

  /**
   * The least element in the natural order.
   *
   * @throws FiresteelException if there is none
   */
  public T min() {
    return min(SerializableComparator.natural());
  }

  /**
   * The least element by an order.
   *
   * @throws FiresteelException if there is none
   */
  public T min(SerializableComparator<? super T> order) {
    SerializableBinaryOperator<T> lesser = (a, b) -> order.compare(a, b) <= 0 ? a : b;
    return session.jobs().run(node, Folding.reduce("min", Closure.capture("min", lesser)));
  }

  /**
   * The greatest element in the natural order.
   *
   * @throws FiresteelException if there is none
   */
  public T max() {
    return max(SerializableComparator.natural());
  }

  /**
   * The greatest element by an order.
   *
   * @throws FiresteelException if there is none
   */
  public T max(SerializableComparator<? super T> order) {
    SerializableBinaryOperator<T> greater = (a, b) -> order.compare(a, b) >= 0 ? a : b;
    return session.jobs().run(node, Folding.reduce("max", Closure.capture("max", greater)));
  }

  /**
   * So many elements, or all if there are fewer, each choice equally likely, in random order. The
   * same seed gives the same choice of the same elements in the same partitions.
   */
  public List<T> takeSample(int size, long seed) {
    if (size < 0) {
      throw new IllegalArgumentException("Cannot take " + size + " elements (use a number from 0)");
    }
    return session.jobs().run(node, Reservoir.sample(size, seed));
  }

  /**
   * So many elements, each drawn from all of them, so that some come several times; none if there
   * are none. Counts first, with a job of its own. The same seed gives the same choice of the same
   * elements in the same partitions.
   */
  public List<T> takeSampleWithReplacement(int size, long seed) {
    if (size < 0) {
      throw new IllegalArgumentException("Cannot take " + size + " elements (use a number from 0)");
    }
    String name = "takeSampleWithReplacement";
    Query<T, Long, List<Long>> counting = Query.of(name, new Counting<>(), sizes -> sizes);
    List<Long> sizes = session.jobs().run(node, counting);
    return session.jobs().run(node, Draws.of(name, sizes, size, seed));
  }

  /** How often each element is; must fit into the driver's memory. */
  public abstract Map<T, Long> countByValue();

  /** Runs an effect on each element, in tasks. */
  public void foreach(SerializableConsumer<? super T> effect) {
    session.jobs().run(node, Effect.onEach(Closure.capture("foreach", effect)));
  }

  /** Runs an effect on each partition, in tasks. */
  public void foreachPartition(SerializableConsumer<? super Iterator<T>> effect) {
    session.jobs().run(node, Effect.onPartition(Closure.capture("foreachPartition", effect)));
  }

  /**
   * All elements, in order, fetched partition by partition, each with a job of its own as the
   * iterator gets there; one partition must fit into the driver's memory.
   */
  public Iterator<T> toLocalIterator() {
    return new LocalIterator<>(session.jobs(), node);
  }

  /**
   * Writes a directory of text files, one a partition, each element's {@code toString} a line.
   * Nothing is visible until all is written.
   *
   * @param path path or URI; must not exist
   */
  public void saveAsTextFile(String path) {
    saveAsTextFile(path, SaveOptions.DEFAULT);
  }

  /**
   * Writes a directory of text files, one a partition, each element's {@code toString} a line.
   * Nothing is visible until all is written.
   *
   * @param path path or URI
   * @param options what happens if it exists, and how it is written
   */
  public void saveAsTextFile(String path, SaveOptions options) {
    Save.run(
        session,
        node,
        "saveAsTextFile",
        session.files().textOutput(path, options, session.config()));
  }

  /**
   * Writes a directory of files of binary records that all have one length, one file a partition,
   * which {@link Session#binaryRecords(String, int)} reads. Nothing is visible until all is
   * written.
   *
   * @param path path or URI; must not exist
   * @param recordLength bytes of each record, at least 1; elements must be arrays of so many bytes
   */
  public void saveAsBinaryRecords(String path, int recordLength) {
    saveAsBinaryRecords(path, recordLength, SaveOptions.DEFAULT);
  }

  /** Like {@link #saveAsBinaryRecords(String, int)}, with a word on what exists and a codec. */
  public void saveAsBinaryRecords(String path, int recordLength, SaveOptions options) {
    Save.run(
        session,
        node,
        "saveAsBinaryRecords",
        session.files().recordOutput(path, recordLength, options, session.config()));
  }

  /**
   * Writes a directory of files of objects, one a partition, which {@link Session#objectFile}
   * reads. Nothing is visible until all is written.
   *
   * @param path path or URI; must not exist
   */
  public void saveAsObjectFile(String path) {
    saveAsObjectFile(path, SaveOptions.DEFAULT);
  }

  /**
   * Writes files of objects, one a partition, which {@link Session#objectFile} reads. Nothing is
   * visible until all is written.
   *
   * @param path path or URI
   * @param options what happens if it exists; objects are not compressed
   */
  public void saveAsObjectFile(String path, SaveOptions options) {
    Save.run(
        session,
        new StepNode<>(
            session.nextDataset(),
            CallSite.of("saveAsObjectFile"),
            node,
            new Encode<T>(),
            Keys.CHANGED),
        "saveAsObjectFile",
        session.files().blockOutput(path, options, session.config()));
  }

  /** Writes all elements in any format. Nothing is visible until all is written. */
  public void save(OutputFormat<? super T> format) {
    Save.run(session, node, "save", format);
  }
}
