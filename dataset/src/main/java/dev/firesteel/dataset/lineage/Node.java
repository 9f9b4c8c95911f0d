package dev.firesteel.dataset.lineage;

import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.dataset.StorageLevel;
import dev.firesteel.dataset.partition.Partitioner;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One step of a lineage: how each of its partitions is computed from its parents. Immutable but for
 * its storage level.
 *
 * <p>On the driver a node knows its id, partitions and dependencies. Executors get it inside a
 * stage's program and only call {@link #cursor}; what only the driver needs is transient. A node
 * that is not persisted is written without its id, so that equal programs have equal bytes.
 *
 * @param <T> the elements' type
 */
public abstract class Node<T extends @Nullable Object> implements Serializable {
  private static final long serialVersionUID = 1L;

  private transient @Nullable DatasetId id;
  private transient volatile StorageLevel level = StorageLevel.NONE;
  private transient volatile @Nullable String name;

  /** A node with an id that is unique in its session. */
  protected Node(DatasetId id) {
    this.id = id;
  }

  /** The id; on executors only of persisted nodes. */
  public final DatasetId id() {
    return Objects.requireNonNull(id, "not persisted");
  }

  /** Where the partitions are kept, as of now (driver) or of the job's submission (executor). */
  public final StorageLevel level() {
    return level;
  }

  /** Sets where partitions are kept in jobs submitted from now on. Driver only. */
  public final void level(StorageLevel newLevel) {
    this.level = newLevel;
  }

  /** The name that the user gave it, if any. Driver only. */
  public final Optional<String> name() {
    return Optional.ofNullable(name);
  }

  /** Names it, for people. Driver only. */
  public final void name(String newName) {
    this.name = newName;
  }

  /** Number of partitions; may have to plan input at the first call. Driver only. */
  public abstract int partitions();

  /** Direct dependencies, in a fixed order. Driver only. */
  public abstract List<Dependency> dependencies();

  /** The partitioner by whose keys the elements are placed, if they are. Driver only. */
  public Optional<Partitioner> partitioner() {
    return Optional.empty();
  }

  /**
   * One line for lineage prints: the operation and, where it says something, its argument. Driver
   * only.
   */
  public abstract String describe();

  /** Computes a partition from the parents. */
  protected abstract Cursor<T> open(int partition, TaskRuntime task) throws Exception;

  /**
   * The elements of a partition: from the cache if it is kept there, else computed, and kept if the
   * level says so.
   */
  public final Cursor<T> cursor(int partition, TaskRuntime task) throws Exception {
    StorageLevel keep = level;
    if (keep == StorageLevel.NONE) {
      return open(partition, task);
    }
    return task.cached(id(), partition, keep, () -> open(partition, task));
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    out.defaultWriteObject();
    StorageLevel keep = level;
    out.writeUTF(keep.name());
    if (keep != StorageLevel.NONE) {
      out.writeInt(id().value());
    }
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    level = StorageLevel.valueOf(in.readUTF());
    if (level != StorageLevel.NONE) {
      id = new DatasetId(in.readInt());
    }
  }
}
