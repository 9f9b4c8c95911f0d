package dev.firesteel.executor.sort;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.executor.spill.Workspace;
import dev.firesteel.serialization.RecordSerializer;
import java.util.Comparator;
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
    ObjectSorter<T> sorter =
        new ObjectSorter<>(order, new Objects<>(workspace.serializer()), workspace);
    try (elements) {
      elements.forEachRemaining(sorter::add);
      return sorter.sorted();
    } catch (Throwable e) {
      sorter.close();
      throw e;
    }
  }

  private record Objects<T extends @Nullable Object>(RecordSerializer serializer)
      implements RecordFormat<T> {
    @Override
    public void write(Output out, T element) {
      serializer.write(out, element);
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // what was written
    public T read(Input in) {
      return (T) serializer.read(in);
    }
  }
}
