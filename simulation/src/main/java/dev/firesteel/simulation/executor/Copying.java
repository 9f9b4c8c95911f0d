package dev.firesteel.simulation.executor;

import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.protocol.block.BlockKey;
import dev.firesteel.protocol.message.BlockAddress;
import dev.firesteel.protocol.message.BlockName;
import dev.firesteel.protocol.message.CopyOrder;
import dev.firesteel.protocol.message.CopyReport;
import dev.firesteel.protocol.message.ToDriver;
import dev.firesteel.protocol.message.ToDriver.DatasetBlock;
import dev.firesteel.protocol.message.ToExecutor;
import dev.firesteel.simulation.network.SimulatedNetwork.Fetched;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Fetches from other executors what is kept there: for a task, or to keep it here too. */
final class Copying {
  private final Shelf shelf;
  private final Slots.Outside outside;
  private final Map<DatasetBlock, List<BlockAddress>> elsewhere = new HashMap<>();

  /** Hears of a copy: what had to go for it, and what to tell the driver. */
  interface Done {
    void copied(List<DatasetBlock> dropped, ToDriver news);
  }

  Copying(Shelf shelf, Slots.Outside outside) {
    this.shelf = shelf;
    this.outside = outside;
  }

  void learn(ToExecutor.KeptElsewhere told) {
    told.blocks().forEach(holders -> elsewhere.put(holders.block(), holders.at()));
  }

  /** Fetches the partitions that are kept elsewhere; whatever fails is not found. */
  void find(Set<DatasetId> persisted, int partition, Consumer<Map<DatasetId, Long>> then) {
    Map<DatasetId, Long> found = new HashMap<>();
    List<DatasetId> wanted = new ArrayList<>();
    Map<DatasetId, ExecutorId> holders = new HashMap<>();
    for (DatasetId dataset : persisted) {
      List<BlockAddress> at = elsewhere.remove(new DatasetBlock(dataset, partition));
      if (at != null && !at.isEmpty() && shelf.kept(dataset, partition).isEmpty()) {
        wanted.add(dataset);
        holders.put(dataset, at.get(0).owner());
      }
    }
    next(wanted, holders, partition, found, then);
  }

  private void next(
      List<DatasetId> wanted,
      Map<DatasetId, ExecutorId> holders,
      int partition,
      Map<DatasetId, Long> found,
      Consumer<Map<DatasetId, Long>> then) {
    if (wanted.isEmpty()) {
      then.accept(found);
      return;
    }
    DatasetId dataset = wanted.remove(0);
    ExecutorId holder = holders.getOrDefault(dataset, BlockAddress.DRIVER);
    outside.fetch(
        holder,
        List.of(new BlockKey.Dataset(dataset, partition)),
        answer -> {
          if (answer instanceof Fetched.Values values) {
            found.put(dataset, values.values()[0]);
          }
          next(wanted, holders, partition, found, then);
        });
  }

  /** Fetches a block and keeps it. */
  void copy(CopyOrder order, Done done) {
    List<BlockKey> keys = new ArrayList<>();
    if (order.block() instanceof BlockName.Partition partition) {
      keys.add(new BlockKey.Dataset(partition.block().dataset(), partition.block().partition()));
    } else if (order.block() instanceof BlockName.MapOutput output) {
      for (int reduce = 0; reduce < order.blocks(); reduce++) {
        keys.add(new BlockKey.Shuffle(output.shuffle(), output.task(), reduce));
      }
    }
    outside.fetch(
        order.from().owner(),
        keys,
        answer -> {
          List<DatasetBlock> dropped = new ArrayList<>();
          String error = "";
          if (answer instanceof Fetched.Missing missing) {
            error = missing.why();
          } else if (answer instanceof Fetched.Values values) {
            dropped.addAll(put(order.block(), values.values()));
          }
          CopyReport report = new CopyReport(order.block(), error);
          done.copied(dropped, new ToDriver.BlocksCopied(List.of(report)));
        });
  }

  private List<DatasetBlock> put(BlockName block, long[] values) {
    if (block instanceof BlockName.Partition partition) {
      return shelf.keep(partition.block(), values[0]);
    } else if (block instanceof BlockName.MapOutput output) {
      shelf.write(output.shuffle(), output.task(), values);
    }
    return List.of();
  }
}
