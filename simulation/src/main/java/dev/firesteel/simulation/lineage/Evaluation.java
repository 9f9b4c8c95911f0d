package dev.firesteel.simulation.lineage;

import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.id.ShuffleId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The computation of one partition by a task: first what it has to read, given what is kept, then
 * its value.
 */
public final class Evaluation {
  private final ModelDataset root;
  private final int partition;
  private final Map<DatasetId, Long> found = new LinkedHashMap<>();
  private final Map<ShuffleId, ModelShuffle> reads = new LinkedHashMap<>();
  private final Map<DatasetId, Long> computed = new LinkedHashMap<>();

  /** What a task finds around it. */
  public interface Surroundings {
    /** The value of a kept partition, if it is there. */
    OptionalLong kept(DatasetId dataset, int partition);
  }

  /** What a task has read. */
  public interface Inputs {
    /** A block; 0 if it is empty. */
    long block(ShuffleId shuffle, int map);

    /** The split of a source. */
    Optional<byte[]> split(DatasetId source);
  }

  /** Looks for kept partitions of the persisted datasets. */
  public Evaluation(
      ModelDataset root, int partition, Set<DatasetId> persisted, Surroundings around) {
    this.root = root;
    this.partition = partition;
    look(root, persisted, around, new LinkedHashSet<>());
  }

  private void look(
      ModelDataset dataset, Set<DatasetId> persisted, Surroundings around, Set<DatasetId> seen) {
    if (!seen.add(dataset.id())) {
      return;
    }
    if (persisted.contains(dataset.id())) {
      OptionalLong kept = around.kept(dataset.id(), partition);
      if (kept.isPresent()) {
        found.put(dataset.id(), kept.getAsLong());
        return;
      }
    }
    for (ModelDataset.Input input : dataset.inputs()) {
      if (input instanceof ModelDataset.Input.Narrow narrow) {
        look(narrow.parent(), persisted, around, seen);
      } else if (input instanceof ModelDataset.Input.Wide wide) {
        reads.put(wide.shuffle().id(), wide.shuffle());
      }
    }
  }

  /** The shuffles whose blocks it reads. */
  public Iterable<ModelShuffle> reads() {
    return reads.values();
  }

  /** The value, from what was read. */
  public long value(Inputs inputs) {
    return value(root, inputs);
  }

  private long value(ModelDataset dataset, Inputs inputs) {
    Long known =
        found.containsKey(dataset.id()) ? found.get(dataset.id()) : computed.get(dataset.id());
    if (known != null) {
      return known;
    }
    Value value = new Value(dataset, partition);
    for (ModelDataset.Input input : dataset.inputs()) {
      if (input instanceof ModelDataset.Input.Narrow narrow) {
        value.add(value(narrow.parent(), inputs));
      } else if (input instanceof ModelDataset.Input.Wide wide) {
        for (int map = 0; map < wide.shuffle().maps(); map++) {
          value.add(inputs.block(wide.shuffle().id(), map));
        }
      } else {
        value.add(inputs.split(dataset.id()).map(Digests::of).orElse(-1L));
      }
    }
    computed.put(dataset.id(), value.digest());
    return value.digest();
  }

  /**
   * The datasets that were computed, not found, with the partition's value; after {@link #value}.
   */
  public Map<DatasetId, Long> computed() {
    return computed;
  }

  /** The digest of a partition, growing. */
  static final class Value {
    private long digest;

    Value(ModelDataset dataset, int partition) {
      digest = Digests.mix(dataset.id().value(), partition);
    }

    void add(long read) {
      digest = Digests.mix(digest, read);
    }

    long digest() {
      return digest;
    }
  }
}
