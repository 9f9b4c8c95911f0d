package dev.firesteel.protocol.codec;

import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.protocol.message.BlockName;
import dev.firesteel.protocol.message.CopyOrder;
import dev.firesteel.protocol.message.CopyReport;
import dev.firesteel.protocol.message.ToDriver.DatasetBlock;
import dev.firesteel.protocol.message.ToExecutor.Holders;
import dev.firesteel.protocol.wire.MalformedException;
import dev.firesteel.protocol.wire.WireReader;
import dev.firesteel.protocol.wire.WireWriter;

/** The fields that name things which are copied between executors. */
final class BlockNames {
  private static final int PARTITION = 1;
  private static final int MAP_OUTPUT = 2;

  private BlockNames() {}

  private static void write(WireWriter out, BlockName name) {
    if (name instanceof BlockName.Partition partition) {
      out.octet(PARTITION);
      writeBlock(out, partition.block());
    } else if (name instanceof BlockName.MapOutput output) {
      out.octet(MAP_OUTPUT);
      out.number(output.shuffle().value());
      out.number(output.map());
      out.signed(output.task().value());
    } else {
      throw new AssertionError("a kind of block name without a tag: " + name.getClass());
    }
  }

  private static BlockName read(WireReader in) {
    int tag = in.octet();
    return switch (tag) {
      case PARTITION -> new BlockName.Partition(readBlock(in));
      case MAP_OUTPUT ->
          new BlockName.MapOutput(Fields.readShuffle(in), in.number(), new TaskId(in.signed()));
      default -> throw new MalformedException("no kind of block name has tag " + tag);
    };
  }

  private static void writeBlock(WireWriter out, DatasetBlock block) {
    out.number(block.dataset().value());
    out.number(block.partition());
  }

  private static DatasetBlock readBlock(WireReader in) {
    return new DatasetBlock(new DatasetId(in.number()), in.number());
  }

  static void writeHolders(WireWriter out, Holders holders) {
    writeBlock(out, holders.block());
    out.each(holders.at(), address -> Fields.writeAddress(out, address));
  }

  static Holders readHolders(WireReader in) {
    return new Holders(readBlock(in), in.list(() -> Fields.readAddress(in)));
  }

  static void writeOrder(WireWriter out, CopyOrder order) {
    write(out, order.block());
    out.text(order.level());
    out.number(order.blocks());
    Fields.writeAddress(out, order.from());
  }

  static CopyOrder readOrder(WireReader in) {
    return new CopyOrder(read(in), in.text(), in.number(), Fields.readAddress(in));
  }

  static void writeReport(WireWriter out, CopyReport report) {
    write(out, report.block());
    out.text(report.error());
  }

  static CopyReport readReport(WireReader in) {
    return new CopyReport(read(in), in.text());
  }
}
