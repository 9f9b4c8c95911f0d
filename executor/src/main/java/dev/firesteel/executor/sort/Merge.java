package dev.firesteel.executor.sort;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.Sink;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Merges sorted runs: a heap of runs by prefix, then by order, then by the runs' own order, so that
 * merging is stable. Closing closes the runs.
 *
 * @param <T> the elements' type
 */
public final class Merge<T extends @Nullable Object> implements Cursor<T> {
  private final Comparator<? super T> order;
  private final List<Run<T>> all;
  private final List<Entry<T>> heap = new ArrayList<>();

  /** Starts to merge; closes the runs if that fails. */
  public Merge(List<? extends Run<T>> runs, Comparator<? super T> order) throws Exception {
    this.order = order;
    this.all = List.copyOf(runs);
    try {
      for (int i = 0; i < all.size(); i++) {
        Run<T> run = all.get(i);
        if (run.next()) {
          heap.add(new Entry<>(run, i));
        }
      }
      for (int i = heap.size() / 2 - 1; i >= 0; i--) {
        sink(i);
      }
    } catch (Throwable e) {
      close();
      throw e;
    }
  }

  /** Whether there is no element left. */
  public boolean isEmpty() {
    return heap.isEmpty();
  }

  /** The run that holds the least element; not if empty. */
  public Run<T> least() {
    return heap.get(0).run;
  }

  /** Moves on from the least element. */
  public void pop() throws Exception {
    Entry<T> top = heap.get(0);
    if (top.run.next()) {
      top.prefix = top.run.prefix();
    } else {
      Entry<T> last = heap.remove(heap.size() - 1);
      if (heap.isEmpty()) {
        return;
      }
      heap.set(0, last);
    }
    sink(0);
  }

  @Override
  public boolean advance(Sink<? super T> sink) throws Exception {
    if (heap.isEmpty()) {
      return false;
    }
    T element = least().element();
    pop();
    sink.accept(element);
    return true;
  }

  @Override
  public void close() {
    all.forEach(Run::close);
  }

  private void sink(int start) {
    int hole = start;
    Entry<T> moving = heap.get(hole);
    int size = heap.size();
    while (true) {
      int child = 2 * hole + 1;
      if (child >= size) {
        break;
      }
      if (child + 1 < size && before(heap.get(child + 1), heap.get(child))) {
        child++;
      }
      if (!before(heap.get(child), moving)) {
        break;
      }
      heap.set(hole, heap.get(child));
      hole = child;
    }
    heap.set(hole, moving);
  }

  private boolean before(Entry<T> a, Entry<T> b) {
    if (a.prefix != b.prefix) {
      return a.prefix < b.prefix;
    }
    int c = order.compare(a.run.element(), b.run.element());
    return c == 0 ? a.number < b.number : c < 0;
  }

  private static final class Entry<T extends @Nullable Object> {
    final Run<T> run;
    final int number;
    long prefix;

    Entry(Run<T> run, int number) {
      this.run = run;
      this.number = number;
      this.prefix = run.prefix();
    }
  }
}
