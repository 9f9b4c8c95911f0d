package dev.firesteel.simulation.lineage;

import dev.firesteel.api.id.DatasetId;
import java.util.List;

/**
 * A dataset. The value of a partition is a digest of all that it reads, so that a wrong or missing
 * input shows in every answer behind it.
 *
 * @param id its id
 * @param partitions number of partitions
 * @param inputs what a partition reads; nothing but its split if there are none
 */
public record ModelDataset(DatasetId id, int partitions, List<Input> inputs) {
  /** Copies the list. */
  public ModelDataset {
    inputs = List.copyOf(inputs);
  }

  /** What a partition reads. */
  public sealed interface Input {
    /** The split of the same number. */
    record Source() implements Input {}

    /** The partition of another dataset with the same number. */
    record Narrow(ModelDataset parent) implements Input {}

    /** The blocks for the reduce partition of the same number. */
    record Wide(ModelShuffle shuffle) implements Input {}
  }

  /** The split of a partition, as a task gets it. */
  byte[] split(int partition) {
    return Digests.bytes(Digests.mix(id.value() + 77L, partition));
  }
}
