package dev.firesteel.dataset.lineage;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.InputFormat;
import dev.firesteel.api.split.InputSplit;
import dev.firesteel.api.split.PlanContext;
import dev.firesteel.dataset.closure.ProgramOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node that reads input, one split a partition. Its splits are not part of the stage's program:
 * each travels with the task that reads it.
 *
 * @param <T> the elements' type
 * @param <S> the splits' type
 */
public final class SourceNode<T extends @Nullable Object, S extends InputSplit> extends Node<T> {
  private static final long serialVersionUID = 1L;

  private final InputFormat<T, S> format;
  private final transient @Nullable PlanContext context;
  private transient @Nullable List<S> splits;
  private transient int number;

  /** A source that is planned when it is first needed. */
  public SourceNode(DatasetId id, InputFormat<T, S> format, PlanContext context) {
    super(id);
    this.format = format;
    this.context = context;
  }

  /** The format. */
  public InputFormat<T, S> format() {
    return format;
  }

  /** The number by which its program calls this source. Executor only. */
  public int number() {
    return number;
  }

  /** The splits, planned at the first call. Driver only; safe for any thread. */
  public synchronized List<S> splits() {
    List<S> planned = splits;
    if (planned == null) {
      if (context == null) {
        throw new IllegalStateException("splits are planned on the driver");
      }
      try {
        planned = checked(List.copyOf(format.plan(context)));
      } catch (IOException e) {
        throw new FiresteelException(
            ErrorCategory.INPUT_OUTPUT,
            "Cannot plan " + format.describe() + ": " + e.getMessage(),
            e);
      }
      splits = planned;
    }
    return planned;
  }

  private List<S> checked(List<S> planned) {
    for (int i = 0; i < planned.size(); i++) {
      int hosts = planned.get(i).hosts().size();
      int racks = planned.get(i).racks().size();
      if (racks != 0 && racks != hosts) {
        throw new FiresteelException(
            ErrorCategory.USER,
            "Cannot plan "
                + format.describe()
                + ": split "
                + i
                + " has "
                + hosts
                + " hosts but "
                + racks
                + " racks (the format must tell the rack of each host, or none)");
      }
    }
    return planned;
  }

  @Override
  public int partitions() {
    return splits().size();
  }

  @Override
  public List<Dependency> dependencies() {
    return List.of();
  }

  @Override
  public String describe() {
    return format.describe();
  }

  @Override
  protected Cursor<T> open(int partition, TaskRuntime task) throws Exception {
    return format.open(task.split(this, partition), task);
  }

  @SuppressWarnings("unchecked")
  private void writeObject(ObjectOutputStream out) throws IOException {
    out.defaultWriteObject();
    out.writeInt(
        out instanceof ProgramOutputStream<?> program
            ? ((ProgramOutputStream<SourceNode<?, ?>>) program).source(this)
            : -1);
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    number = in.readInt();
  }
}
