package dev.firesteel.dataset.source;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.InputFormat;
import dev.firesteel.api.split.InputSplit;
import dev.firesteel.api.split.PlanContext;
import dev.firesteel.api.split.ReadContext;
import dev.firesteel.api.split.SplitInput;
import dev.firesteel.api.split.SplitOutput;
import dev.firesteel.dataset.step.Cursors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A collection of the driver, cut into slices; each slice travels with the task that reads it. */
public final class CollectionFormat<T extends @Nullable Object>
    implements InputFormat<T, CollectionFormat.Slice<T>> {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable List<T> elements;
  private final transient int slices;

  /** Cuts the elements, copied now, into so many slices of nearly equal size. */
  public CollectionFormat(List<? extends T> elements, int slices) {
    this.elements = new ArrayList<>(elements);
    this.slices = slices;
  }

  /** A part of the collection. */
  public record Slice<T extends @Nullable Object>(List<T> elements) implements InputSplit {}

  @Override
  public List<Slice<T>> plan(PlanContext context) {
    List<T> all = elements;
    if (all == null) {
      throw new IllegalStateException("a collection is cut on the driver");
    }
    List<Slice<T>> cut = new ArrayList<>(slices);
    for (long i = 0; i < slices; i++) {
      int from = (int) (i * all.size() / slices);
      int to = (int) ((i + 1) * all.size() / slices);
      cut.add(new Slice<>(all.subList(from, to)));
    }
    return cut;
  }

  @Override
  public void write(Slice<T> split, SplitOutput out) throws IOException {
    out.writeInt(split.elements.size());
    for (T element : split.elements) {
      out.writeRecord(element);
    }
  }

  @Override
  @SuppressWarnings({"unchecked", "NullAway"})
  public Slice<T> read(SplitInput in) throws IOException {
    int size = in.readInt();
    List<T> elements = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      elements.add((T) in.readRecord());
    }
    return new Slice<>(elements);
  }

  @Override
  public Cursor<T> open(Slice<T> split, ReadContext context) {
    return Cursors.of(split.elements);
  }

  @Override
  public String describe() {
    return "collection";
  }
}
