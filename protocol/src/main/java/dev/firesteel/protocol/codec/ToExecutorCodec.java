package dev.firesteel.protocol.codec;

import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.id.StageId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.protocol.message.BlockAddress;
import dev.firesteel.protocol.message.TaskOrder;
import dev.firesteel.protocol.message.ToExecutor;
import dev.firesteel.protocol.message.ToExecutor.BroadcastLocations;
import dev.firesteel.protocol.message.ToExecutor.CancelTasks;
import dev.firesteel.protocol.message.ToExecutor.CopyBlocks;
import dev.firesteel.protocol.message.ToExecutor.DefineProgram;
import dev.firesteel.protocol.message.ToExecutor.ForgetBroadcast;
import dev.firesteel.protocol.message.ToExecutor.ForgetDataset;
import dev.firesteel.protocol.message.ToExecutor.ForgetPrograms;
import dev.firesteel.protocol.message.ToExecutor.ForgetShuffle;
import dev.firesteel.protocol.message.ToExecutor.HeartbeatSeen;
import dev.firesteel.protocol.message.ToExecutor.InstallCredentials;
import dev.firesteel.protocol.message.ToExecutor.KeptElsewhere;
import dev.firesteel.protocol.message.ToExecutor.ReturnTasks;
import dev.firesteel.protocol.message.ToExecutor.RunTasks;
import dev.firesteel.protocol.message.ToExecutor.ShuffleOutputs;
import dev.firesteel.protocol.message.ToExecutor.Stop;
import dev.firesteel.protocol.message.ToExecutor.Welcome;
import dev.firesteel.protocol.wire.MalformedException;
import dev.firesteel.protocol.wire.WireReader;
import dev.firesteel.protocol.wire.WireWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The messages to an executor: a tag and the fields in the order of the record. */
public final class ToExecutorCodec extends MessageCodec<ToExecutor> {
  private static final int WELCOME = 1;
  private static final int DEFINE_PROGRAM = 2;
  private static final int FORGET_PROGRAMS = 3;
  private static final int SHUFFLE_OUTPUTS = 4;
  private static final int RUN_TASKS = 5;
  private static final int RETURN_TASKS = 6;
  private static final int CANCEL_TASKS = 7;
  private static final int FORGET_SHUFFLE = 8;
  private static final int FORGET_DATASET = 9;
  private static final int FORGET_BROADCAST = 10;
  private static final int BROADCAST_LOCATIONS = 11;
  private static final int STOP = 12;
  private static final int HEARTBEAT_SEEN = 13;
  private static final int KEPT_ELSEWHERE = 14;
  private static final int COPY_BLOCKS = 15;
  private static final int INSTALL_CREDENTIALS = 16;

  @Override
  void write(WireWriter out, ToExecutor message) {
    if (message instanceof RunTasks m) {
      out.octet(RUN_TASKS);
      writeRunTasks(out, m);
    } else if (message instanceof ReturnTasks m) {
      out.octet(RETURN_TASKS);
      Fields.writeTasks(out, m.tasks());
    } else if (message instanceof CancelTasks m) {
      out.octet(CANCEL_TASKS);
      Fields.writeTasks(out, m.tasks());
      out.text(m.why());
    } else if (message instanceof DefineProgram m) {
      out.octet(DEFINE_PROGRAM);
      out.number(m.id().value());
      out.octet(m.shareable() ? 1 : 0);
      out.bytes(m.program());
    } else if (message instanceof ForgetPrograms m) {
      out.octet(FORGET_PROGRAMS);
      out.each(m.programs(), program -> out.number(program.value()));
    } else if (message instanceof ShuffleOutputs m) {
      out.octet(SHUFFLE_OUTPUTS);
      writeShuffleOutputs(out, m);
    } else if (message instanceof KeptElsewhere m) {
      out.octet(KEPT_ELSEWHERE);
      out.each(m.blocks(), holders -> BlockNames.writeHolders(out, holders));
    } else if (message instanceof CopyBlocks m) {
      out.octet(COPY_BLOCKS);
      out.each(m.orders(), order -> BlockNames.writeOrder(out, order));
    } else if (message instanceof ForgetShuffle m) {
      out.octet(FORGET_SHUFFLE);
      out.number(m.shuffle().value());
    } else if (message instanceof ForgetDataset m) {
      out.octet(FORGET_DATASET);
      out.number(m.dataset().value());
    } else if (message instanceof ForgetBroadcast m) {
      out.octet(FORGET_BROADCAST);
      out.number(m.broadcast().value());
    } else if (message instanceof BroadcastLocations m) {
      out.octet(BROADCAST_LOCATIONS);
      out.number(m.broadcast().value());
      out.signed(m.size());
      out.number(m.chunkSize());
      out.each(m.servers(), address -> Fields.writeAddress(out, address));
    } else if (message instanceof Welcome m) {
      out.octet(WELCOME);
      out.number(m.config().size());
      for (Map.Entry<String, String> setting : m.config().entrySet()) {
        out.text(setting.getKey());
        out.text(setting.getValue());
      }
    } else if (message instanceof InstallCredentials m) {
      out.octet(INSTALL_CREDENTIALS);
      out.number(m.byProvider().size());
      m.byProvider()
          .forEach(
              (provider, credentials) -> {
                out.text(provider);
                out.bytes(credentials);
              });
    } else if (message instanceof HeartbeatSeen) {
      out.octet(HEARTBEAT_SEEN);
    } else if (message instanceof Stop m) {
      out.octet(STOP);
      out.text(m.why());
    } else {
      throw new AssertionError("a kind of message without a tag: " + message.getClass());
    }
  }

  @Override
  ToExecutor read(WireReader in) {
    int tag = in.octet();
    return switch (tag) {
      case WELCOME -> readWelcome(in);
      case INSTALL_CREDENTIALS -> readCredentials(in);
      case DEFINE_PROGRAM -> new DefineProgram(Fields.readBinary(in), in.octet() != 0, in.bytes());
      case FORGET_PROGRAMS -> new ForgetPrograms(in.list(() -> Fields.readBinary(in)));
      case SHUFFLE_OUTPUTS -> readShuffleOutputs(in);
      case RUN_TASKS -> readRunTasks(in);
      case RETURN_TASKS -> new ReturnTasks(Fields.readTasks(in));
      case CANCEL_TASKS -> new CancelTasks(Fields.readTasks(in), in.text());
      case FORGET_SHUFFLE -> new ForgetShuffle(Fields.readShuffle(in));
      case FORGET_DATASET -> new ForgetDataset(new DatasetId(in.number()));
      case FORGET_BROADCAST -> new ForgetBroadcast(Fields.readBroadcast(in));
      case BROADCAST_LOCATIONS ->
          new BroadcastLocations(
              Fields.readBroadcast(in),
              in.signed(),
              in.number(),
              in.list(() -> Fields.readAddress(in)));
      case KEPT_ELSEWHERE -> new KeptElsewhere(in.list(() -> BlockNames.readHolders(in)));
      case COPY_BLOCKS -> new CopyBlocks(in.list(() -> BlockNames.readOrder(in)));
      case STOP -> new Stop(in.text());
      case HEARTBEAT_SEEN -> new HeartbeatSeen();
      default -> throw new MalformedException("no message to an executor has tag " + tag);
    };
  }

  private static Welcome readWelcome(WireReader in) {
    TreeMap<String, String> config = new TreeMap<>();
    int count = in.count();
    for (int i = 0; i < count; i++) {
      config.put(in.text(), in.text());
    }
    return new Welcome(Collections.unmodifiableSortedMap(config));
  }

  private static InstallCredentials readCredentials(WireReader in) {
    TreeMap<String, byte[]> byProvider = new TreeMap<>();
    int count = in.count();
    for (int i = 0; i < count; i++) {
      byProvider.put(in.text(), in.bytes());
    }
    return new InstallCredentials(Collections.unmodifiableSortedMap(byProvider));
  }

  /**
   * Ids and partitions as distances from the one before: tasks in order take two bytes for both.
   */
  private static void writeRunTasks(WireWriter out, RunTasks message) {
    out.number(message.stage().value());
    out.number(message.program().value());
    out.number(message.tasks().size());
    long id = 0;
    int partition = 0;
    for (TaskOrder task : message.tasks()) {
      out.signed(task.id().value() - id);
      out.signed((long) task.partition() - partition);
      out.number(task.attempt());
      out.bytes(task.input());
      id = task.id().value();
      partition = task.partition();
    }
  }

  private static RunTasks readRunTasks(WireReader in) {
    StageId stage = new StageId(in.number());
    var program = Fields.readBinary(in);
    int count = in.count();
    List<TaskOrder> tasks = new ArrayList<>(Math.min(count, 1024));
    long id = 0;
    int partition = 0;
    for (int i = 0; i < count; i++) {
      id += in.signed();
      partition = Math.toIntExact(partition + in.signed());
      tasks.add(new TaskOrder(new TaskId(id), partition, in.number(), in.bytes()));
    }
    return new RunTasks(stage, program, Collections.unmodifiableList(tasks));
  }

  private static void writeShuffleOutputs(WireWriter out, ShuffleOutputs message) {
    out.number(message.shuffle().value());
    out.number(message.version());
    out.each(message.servers(), address -> Fields.writeAddress(out, address));
    out.number(message.serverOfMap().length);
    for (int server : message.serverOfMap()) {
      out.number(server + 1);
    }
    out.number(message.taskOfMap().length);
    long previous = 0;
    for (long task : message.taskOfMap()) {
      out.signed(task - previous);
      previous = task;
    }
    out.number(message.sizes().length);
    for (byte[] sizes : message.sizes()) {
      out.bytes(sizes);
    }
  }

  private static ShuffleOutputs readShuffleOutputs(WireReader in) {
    var shuffle = Fields.readShuffle(in);
    int version = in.number();
    List<BlockAddress> servers = in.list(() -> Fields.readAddress(in));
    int[] serverOfMap = new int[in.count()];
    for (int i = 0; i < serverOfMap.length; i++) {
      serverOfMap[i] = in.number() - 1;
    }
    long[] taskOfMap = new long[in.count()];
    long previous = 0;
    for (int i = 0; i < taskOfMap.length; i++) {
      previous += in.signed();
      taskOfMap[i] = previous;
    }
    byte[][] sizes = new byte[in.count()][];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = in.bytes();
    }
    return new ShuffleOutputs(shuffle, version, servers, serverOfMap, taskOfMap, sizes);
  }
}
