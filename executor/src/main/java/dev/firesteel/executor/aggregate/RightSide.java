package dev.firesteel.executor.aggregate;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.keyed.CoGroup;
import dev.firesteel.dataset.lineage.JoinKind;
import dev.firesteel.dataset.step.PipeCursor;
import dev.firesteel.executor.spill.Workspace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A join's right side: a table, or, once that is full, groups of both sides. */
final class RightSide<K extends @Nullable Object> implements AutoCloseable {
  private static final int LEFT = 0;
  private static final int RIGHT = 1;

  private final Workspace workspace;
  private final CombineTable<K, @Nullable Object, @Nullable Object> table;
  private @Nullable HashAggregation<K, CoGroup.Sided, List<Object>[]> groups;

  RightSide(Workspace workspace) {
    this.workspace = workspace;
    this.table = new CombineTable<>(new Collecting(), workspace);
  }

  void add(Pair<K, ?> pair) throws Exception {
    HashAggregation<K, CoGroup.Sided, List<Object>[]> full = groups;
    if (full != null) {
      full.add(pair.withValue(new CoGroup.Sided(RIGHT, pair.value())));
      return;
    }
    table.add(pair.key(), pair.value());
    if (table.full()) {
      full = new HashAggregation<>(Combining.values(CoGroup.ofTwo()), workspace);
      groups = full;
      full.take(table, RightSide::group);
    }
  }

  /** Joins with the left side, which is closed with the result or before. */
  <V extends @Nullable Object, R extends @Nullable Object> Cursor<Pair<K, R>> joined(
      Cursor<Pair<K, V>> left, JoinKind kind) throws Exception {
    HashAggregation<K, CoGroup.Sided, List<Object>[]> both = groups;
    if (both == null) {
      return new TableJoin<>(left, table, kind);
    }
    try (left) {
      left.forEachRemaining(
          pair -> both.add(pair.withValue(new CoGroup.Sided(LEFT, pair.value()))));
    }
    return new PipeCursor<Pair<K, List<Object>[]>, Pair<K, R>>(
        both.combined(), sink -> new GroupJoin<K, R>(kind, sink));
  }

  @SuppressWarnings({"unchecked", "rawtypes", "NullAway"}) // values are null where W says so
  private static List<Object>[] group(@Nullable Object values) {
    List<Object>[] group = new List[2];
    group[LEFT] = new ArrayList<>(1);
    group[RIGHT] = (List) Collecting.values(values);
    return group;
  }

  @Override
  public void close() {
    table.close();
    if (groups != null) {
      groups.close();
    }
  }
}
