package dev.firesteel.simulation.lineage;

import dev.firesteel.api.id.DatasetId;
import java.util.HashMap;
import java.util.Map;

/** The values that partitions have, by lineage alone. */
public final class Truth {
  private final Map<DatasetId, long[]> known = new HashMap<>();

  /** The value of a partition of a dataset. */
  public long value(ModelDataset dataset, int partition) {
    return values(dataset)[partition];
  }

  private long[] values(ModelDataset dataset) {
    long[] values = known.get(dataset.id());
    if (values == null) {
      values = new long[dataset.partitions()];
      for (int p = 0; p < values.length; p++) {
        values[p] = compute(dataset, p);
      }
      known.put(dataset.id(), values);
    }
    return values;
  }

  private long compute(ModelDataset dataset, int partition) {
    Evaluation.Value value = new Evaluation.Value(dataset, partition);
    for (ModelDataset.Input input : dataset.inputs()) {
      if (input instanceof ModelDataset.Input.Narrow narrow) {
        value.add(value(narrow.parent(), partition));
      } else if (input instanceof ModelDataset.Input.Wide wide) {
        for (int map = 0; map < wide.shuffle().maps(); map++) {
          value.add(ModelShuffle.block(value(wide.shuffle().writer(), map), partition));
        }
      } else {
        value.add(Digests.of(dataset.split(partition)));
      }
    }
    return value.digest();
  }
}
