package dev.firesteel.protocol.codec;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.protocol.message.ToDriver;
import dev.firesteel.protocol.message.ToDriver.BlocksCopied;
import dev.firesteel.protocol.message.ToDriver.BlocksDropped;
import dev.firesteel.protocol.message.ToDriver.BroadcastHeld;
import dev.firesteel.protocol.message.ToDriver.BroadcastWanted;
import dev.firesteel.protocol.message.ToDriver.Heartbeat;
import dev.firesteel.protocol.message.ToDriver.Leaving;
import dev.firesteel.protocol.message.ToDriver.Register;
import dev.firesteel.protocol.message.ToDriver.TasksEnded;
import dev.firesteel.protocol.message.ToDriver.TasksReturned;
import dev.firesteel.protocol.wire.MalformedException;
import dev.firesteel.protocol.wire.WireReader;
import dev.firesteel.protocol.wire.WireWriter;

/** The messages to the driver: a tag and the fields in the order of the record. */
public final class ToDriverCodec extends MessageCodec<ToDriver> {
  private static final int REGISTER = 1;
  private static final int TASKS_ENDED = 2;
  private static final int TASKS_RETURNED = 3;
  private static final int HEARTBEAT = 4;
  private static final int BLOCKS_DROPPED = 5;
  private static final int BROADCAST_WANTED = 6;
  private static final int BROADCAST_HELD = 7;
  private static final int LEAVING = 8;
  private static final int BLOCKS_COPIED = 9;

  @Override
  void write(WireWriter out, ToDriver message) {
    if (message instanceof TasksEnded m) {
      out.octet(TASKS_ENDED);
      TaskReports.write(out, m.reports());
    } else if (message instanceof TasksReturned m) {
      out.octet(TASKS_RETURNED);
      Fields.writeTasks(out, m.tasks());
    } else if (message instanceof Heartbeat m) {
      out.octet(HEARTBEAT);
      Fields.writeTasks(out, m.running());
      out.number(m.storageBytes());
      out.number(m.executionBytes());
    } else if (message instanceof BlocksDropped m) {
      out.octet(BLOCKS_DROPPED);
      Fields.writeDatasetBlocks(out, m.blocks());
    } else if (message instanceof BlocksCopied m) {
      out.octet(BLOCKS_COPIED);
      out.each(m.reports(), report -> BlockNames.writeReport(out, report));
    } else if (message instanceof BroadcastWanted m) {
      out.octet(BROADCAST_WANTED);
      out.number(m.broadcast().value());
    } else if (message instanceof BroadcastHeld m) {
      out.octet(BROADCAST_HELD);
      out.number(m.broadcast().value());
    } else if (message instanceof Register m) {
      out.octet(REGISTER);
      out.text(m.executor().value());
      out.text(m.host());
      Fields.writeAddress(out, m.blocks());
      out.number(m.slots());
    } else if (message instanceof Leaving m) {
      out.octet(LEAVING);
      out.text(m.why());
    } else {
      throw new AssertionError("a kind of message without a tag: " + message.getClass());
    }
  }

  @Override
  ToDriver read(WireReader in) {
    int tag = in.octet();
    return switch (tag) {
      case REGISTER ->
          new Register(new ExecutorId(in.text()), in.text(), Fields.readAddress(in), in.number());
      case TASKS_ENDED -> new TasksEnded(TaskReports.read(in));
      case TASKS_RETURNED -> new TasksReturned(Fields.readTasks(in));
      case HEARTBEAT -> new Heartbeat(Fields.readTasks(in), in.longNumber(), in.longNumber());
      case BLOCKS_DROPPED -> new BlocksDropped(Fields.readDatasetBlocks(in));
      case BROADCAST_WANTED -> new BroadcastWanted(Fields.readBroadcast(in));
      case BROADCAST_HELD -> new BroadcastHeld(Fields.readBroadcast(in));
      case BLOCKS_COPIED -> new BlocksCopied(in.list(() -> BlockNames.readReport(in)));
      case LEAVING -> new Leaving(in.text());
      default -> throw new MalformedException("no message to the driver has tag " + tag);
    };
  }
}
