package dev.firesteel.protocol.codec;

import dev.firesteel.api.id.BinaryId;
import dev.firesteel.api.id.BroadcastId;
import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.protocol.message.BlockAddress;
import dev.firesteel.protocol.message.ToDriver.DatasetBlock;
import dev.firesteel.protocol.wire.WireReader;
import dev.firesteel.protocol.wire.WireWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The fields that messages of both directions share. */
final class Fields {
  private Fields() {}

  /** Tasks, each as its distance from the one before: neighbours take one byte. */
  static void writeTasks(WireWriter out, List<TaskId> tasks) {
    out.number(tasks.size());
    long previous = 0;
    for (TaskId task : tasks) {
      out.signed(task.value() - previous);
      previous = task.value();
    }
  }

  static List<TaskId> readTasks(WireReader in) {
    int count = in.count();
    List<TaskId> tasks = new ArrayList<>(Math.min(count, 1024));
    long previous = 0;
    for (int i = 0; i < count; i++) {
      previous += in.signed();
      tasks.add(new TaskId(previous));
    }
    return Collections.unmodifiableList(tasks);
  }

  static void writeAddress(WireWriter out, BlockAddress address) {
    out.text(address.owner().value());
    out.text(address.host());
    out.number(address.port());
  }

  static BlockAddress readAddress(WireReader in) {
    return new BlockAddress(new ExecutorId(in.text()), in.text(), in.number());
  }

  static void writeDatasetBlocks(WireWriter out, List<DatasetBlock> blocks) {
    out.number(blocks.size());
    for (DatasetBlock block : blocks) {
      out.number(block.dataset().value());
      out.number(block.partition());
    }
  }

  static List<DatasetBlock> readDatasetBlocks(WireReader in) {
    int count = in.count();
    if (count == 0) {
      return List.of();
    }
    List<DatasetBlock> blocks = new ArrayList<>(Math.min(count, 1024));
    for (int i = 0; i < count; i++) {
      blocks.add(new DatasetBlock(new DatasetId(in.number()), in.number()));
    }
    return Collections.unmodifiableList(blocks);
  }

  static BinaryId readBinary(WireReader in) {
    return new BinaryId(in.longNumber());
  }

  static BroadcastId readBroadcast(WireReader in) {
    return new BroadcastId(in.longNumber());
  }

  static ShuffleId readShuffle(WireReader in) {
    return new ShuffleId(in.number());
  }
}
