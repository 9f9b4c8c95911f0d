package dev.firesteel.executor.sort;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.executor.spill.MemoryLease;
import dev.firesteel.executor.spill.SizeSampler;
import dev.firesteel.executor.spill.SpillRun;
import dev.firesteel.executor.spill.Workspace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects objects and gives them back in order, equal ones in the order they came. Spills sorted
 * runs when memory is short. Used by the task's own thread.
 *
 * @param <T> the elements' type
 */
public final class ObjectSorter<T extends @Nullable Object> implements AutoCloseable {
  /** Runs merged at a time. */
  private static final int FAN_IN = 64;

  private static final int SLOT = 8;

  private final Comparator<? super T> order;
  private final RecordFormat<T> format;
  private final Workspace workspace;
  private final MemoryLease lease;
  private final SizeSampler sizes = new SizeSampler();
  private final List<SpillRun> runs = new ArrayList<>();
  private List<T> elements = new ArrayList<>();

  /** An empty sorter. */
  public ObjectSorter(Comparator<? super T> order, RecordFormat<T> format, Workspace workspace) {
    this.order = order;
    this.format = format;
    this.workspace = workspace;
    this.lease = new MemoryLease(workspace);
  }

  /** Takes an element. */
  public void add(T element) throws Exception {
    elements.add(element);
    sizes.add(element);
    long needed = sizes.total() + (long) SLOT * elements.size();
    if (needed > lease.held() && !lease.growTo(needed + (needed >> 2))) {
      spill();
    }
  }

  /**
   * All elements in order. The cursor takes over this sorter: its close frees memory and files.
   *
   * @throws FiresteelException if the order contradicts itself
   */
  public Cursor<T> sorted() throws Exception {
    if (runs.isEmpty()) {
      sort();
      return new ListCursor<>(elements, this);
    }
    if (!elements.isEmpty()) {
      spill();
    }
    List<FileRun<T>> open = new ArrayList<>();
    try {
      runs.forEach(run -> open.add(new FileRun<>(run.open(0), format)));
    } catch (RuntimeException e) {
      open.forEach(FileRun::close);
      throw e;
    }
    return new OwningCursor<>(new Merge<>(open, order), this);
  }

  @Override
  public void close() {
    elements = new ArrayList<>();
    lease.close();
    runs.forEach(SpillRun::close);
    runs.clear();
  }

  private void spill() throws Exception {
    sort();
    List<T> full = elements;
    if (runs.size() == FAN_IN) {
      compact();
    }
    runs.add(
        SpillRun.write(
            workspace,
            1,
            (part, writer) -> {
              for (T element : full) {
                format.write(writer.output(), element);
              }
            }));
    elements = new ArrayList<>();
    sizes.clear();
    lease.close();
  }

  /** Makes one run of all. */
  private void compact() throws Exception {
    List<FileRun<T>> open = new ArrayList<>();
    SpillRun merged;
    try {
      runs.forEach(run -> open.add(new FileRun<>(run.open(0), format)));
      Merge<T> merge = new Merge<>(open, order);
      merged =
          SpillRun.write(
              workspace,
              1,
              (part, writer) ->
                  merge.forEachRemaining(element -> format.write(writer.output(), element)));
    } finally {
      open.forEach(FileRun::close);
    }
    runs.forEach(SpillRun::close);
    runs.clear();
    runs.add(merged);
  }

  private void sort() {
    try {
      elements.sort(order);
    } catch (IllegalArgumentException e) {
      throw new FiresteelException(
          ErrorCategory.USER,
          "Cannot sort: the order contradicts itself: "
              + e.getMessage()
              + " (mend compareTo or the comparator)",
          e);
    }
  }
}
