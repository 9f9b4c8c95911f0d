package dev.firesteel.simulation.lineage;

import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.simulation.lineage.ModelDataset.Input;
import dev.firesteel.simulation.world.Dice;
import java.util.ArrayList;
import java.util.List;

/** Datasets and shuffles by chance: sources, narrow steps, zips, shuffles, joins. */
public final class Lineage {
  private final List<ModelDataset> datasets = new ArrayList<>();
  private final List<ModelShuffle> shuffles = new ArrayList<>();
  private final Dice dice;
  private final int mostPartitions;

  /**
   * A lineage.
   *
   * @param steps datasets beyond the sources
   * @param mostPartitions the most partitions that a dataset has
   */
  public Lineage(Dice dice, int steps, int mostPartitions) {
    this.dice = dice;
    this.mostPartitions = mostPartitions;
    for (int i = dice.between(1, 3); i > 0; i--) {
      add(partitions(), List.of(new Input.Source()));
    }
    for (int i = 0; i < steps; i++) {
      step();
    }
  }

  private int partitions() {
    return (int) dice.magnitude(1, mostPartitions);
  }

  private ModelDataset add(int partitions, List<Input> inputs) {
    ModelDataset dataset = new ModelDataset(new DatasetId(datasets.size()), partitions, inputs);
    datasets.add(dataset);
    return dataset;
  }

  private void step() {
    ModelDataset parent = dice.pick(datasets);
    if (dice.chance(0.3)) {
      List<Input> inputs = new ArrayList<>(List.of(new Input.Narrow(parent)));
      alike(parent, parent.partitions()).ifPresent(inputs::add);
      add(parent.partitions(), inputs);
      return;
    }
    if (!shuffles.isEmpty() && dice.chance(0.2)) {
      ModelShuffle shared = dice.pick(shuffles);
      add(shared.reducers(), List.of(new Input.Wide(shared)));
      return;
    }
    int reducers = partitions();
    List<Input> inputs = new ArrayList<>(List.of(new Input.Wide(shuffle(parent, reducers))));
    if (dice.chance(0.4)) {
      inputs.add(new Input.Wide(shuffle(dice.pick(datasets), reducers)));
    }
    alike(parent, reducers).filter(zip -> dice.chance(0.5)).ifPresent(inputs::add);
    add(reducers, inputs);
  }

  /** Another dataset with so many partitions. */
  private java.util.Optional<Input> alike(ModelDataset other, int partitions) {
    return datasets.stream()
        .filter(d -> !d.id().equals(other.id()) && d.partitions() == partitions)
        .map(d -> (Input) new Input.Narrow(d))
        .findFirst();
  }

  private ModelShuffle shuffle(ModelDataset writer, int reducers) {
    ModelShuffle shuffle = new ModelShuffle(new ShuffleId(shuffles.size()), writer, reducers);
    shuffles.add(shuffle);
    return shuffle;
  }

  /** All datasets, by id. */
  public List<ModelDataset> datasets() {
    return datasets;
  }

  /** All shuffles, by id. */
  public List<ModelShuffle> shuffles() {
    return shuffles;
  }

  /** The program that some bytes say. */
  public ModelProgram program(byte[] bytes) {
    return ModelProgram.of(bytes, datasets, shuffles);
  }
}
