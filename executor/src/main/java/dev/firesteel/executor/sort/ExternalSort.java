package dev.firesteel.executor.sort;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.executor.spill.Workspace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sorts elements. Used by the task's own thread. */
public final class ExternalSort {
  private ExternalSort() {}

  /**
   * Sorts; equal elements keep their order. Consumes and closes the elements. The cursor's close
   * frees memory and files.
   */
  public static <T extends @Nullable Object> Cursor<T> sort(
      Cursor<T> elements, Comparator<? super T> order, Workspace workspace) throws Exception {
    List<T> all = new ArrayList<>();
    try (elements) {
      elements.forEachRemaining(all::add);
    }
    all.sort(order);
    Iterator<T> sorted = all.iterator();
    return sink -> {
      if (!sorted.hasNext()) {
        return false;
      }
      sink.accept(sorted.next());
      return true;
    };
  }
}
