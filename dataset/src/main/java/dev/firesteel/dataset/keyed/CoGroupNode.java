package dev.firesteel.dataset.keyed;

import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.split.ConcatCursor;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.lineage.Dependency;
import dev.firesteel.dataset.lineage.Node;
import dev.firesteel.dataset.lineage.TaskRuntime;
import dev.firesteel.dataset.partition.Partitioner;
import dev.firesteel.dataset.step.Cursors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * For each key of any side the values of every side. Sides that are placed already are read as they
 * are, others by a shuffle.
 */
public final class CoGroupNode<K extends @Nullable Object> extends Node<Pair<K, List<Object>[]>> {
  private static final long serialVersionUID = 1L;

  private final ArrayList<Side> sides;
  private final CoGroup group;
  private final transient Partitioner partitioner;
  private final transient String label;

  /**
   * Groups sides.
   *
   * @param kept how many values of a key are kept of each side
   */
  public CoGroupNode(
      DatasetId id, String label, Partitioner partitioner, List<? extends Side> sides, int[] kept) {
    super(id);
    this.label = label;
    this.partitioner = partitioner;
    this.sides = new ArrayList<>(sides);
    this.group = new CoGroup(sides.size(), kept.clone());
  }

  @Override
  public int partitions() {
    return partitioner.partitions();
  }

  @Override
  public List<Dependency> dependencies() {
    return sides.stream().map(Side::dependency).toList();
  }

  @Override
  public Optional<Partitioner> partitioner() {
    return Optional.of(partitioner);
  }

  @Override
  public String describe() {
    return label;
  }

  @Override
  protected Cursor<Pair<K, List<Object>[]>> open(int partition, TaskRuntime task) throws Exception {
    Cursor<Pair<K, CoGroup.Sided>> all =
        new ConcatCursor<>(
            IntStream.range(0, sides.size())
                .mapToObj(
                    i ->
                        (ConcatCursor.Opener<Pair<K, CoGroup.Sided>>)
                            () ->
                                Cursors.mapped(
                                    sides.get(i).<K, Object>cursor(partition, task),
                                    pair -> pair.withValue(new CoGroup.Sided(i, pair.value()))))
                .iterator());
    return task.aggregate(all, group);
  }
}
