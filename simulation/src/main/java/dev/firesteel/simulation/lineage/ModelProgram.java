package dev.firesteel.simulation.lineage;

import dev.firesteel.api.id.DatasetId;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the tasks of a stage run; travels as bytes.
 *
 * @param root the dataset whose partitions it computes
 * @param writes the shuffle that it writes; empty if it answers
 * @param persisted the datasets that it keeps, or finds kept
 */
public record ModelProgram(
    ModelDataset root, Optional<ModelShuffle> writes, Set<DatasetId> persisted) {
  private static final int NONE = -1;

  /** The bytes that executors get. */
  byte[] bytes() {
    ByteBuffer bytes = ByteBuffer.allocate(12 + 4 * persisted.size());
    bytes.putInt(root.id().value());
    bytes.putInt(writes.map(s -> s.id().value()).orElse(NONE));
    bytes.putInt(persisted.size());
    new TreeSet<>(persisted).forEach(id -> bytes.putInt(id.value()));
    return bytes.array();
  }

  /** The program that {@link #bytes} says, of a lineage. */
  static ModelProgram of(byte[] program, List<ModelDataset> datasets, List<ModelShuffle> shuffles) {
    ByteBuffer bytes = ByteBuffer.wrap(program);
    ModelDataset root = datasets.get(bytes.getInt());
    int shuffle = bytes.getInt();
    Set<DatasetId> persisted = new TreeSet<>();
    for (int left = bytes.getInt(); left > 0; left--) {
      persisted.add(new DatasetId(bytes.getInt()));
    }
    return new ModelProgram(
        root, shuffle == NONE ? Optional.empty() : Optional.of(shuffles.get(shuffle)), persisted);
  }
}
