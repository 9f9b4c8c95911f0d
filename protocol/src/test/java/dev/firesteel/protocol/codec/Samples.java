package dev.firesteel.protocol.codec;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.id.AccumulatorId;
import dev.firesteel.api.id.BinaryId;
import dev.firesteel.api.id.BroadcastId;
import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.api.id.StageId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.protocol.message.BlockAddress;
import dev.firesteel.protocol.message.BlockName;
import dev.firesteel.protocol.message.CopyOrder;
import dev.firesteel.protocol.message.CopyReport;
import dev.firesteel.protocol.message.TaskMetrics;
import dev.firesteel.protocol.message.TaskOrder;
import dev.firesteel.protocol.message.TaskReport;
import dev.firesteel.protocol.message.TaskReport.Outcome;
import dev.firesteel.protocol.message.ToDriver;
import dev.firesteel.protocol.message.ToDriver.DatasetBlock;
import dev.firesteel.protocol.message.ToExecutor;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Messages of every kind: usual, empty, large and at the edges of their ranges. */
final class Samples {
  private static final byte[] NOTHING = {};
  private static final String LONG_TEXT =
      "größer als 128 Byte, 長い, \u0000 and \uD83D\uDE00 ".repeat(20);
  private static final TaskId LAST_TASK = new TaskId(Long.MAX_VALUE);
  private static final BlockAddress ADDRESS =
      new BlockAddress(new ExecutorId("e-1"), "node7.example.org", 65535);
  private static final BlockAddress NOWHERE = new BlockAddress(BlockAddress.DRIVER, "", 0);

  private Samples() {}

  static List<ToExecutor> toExecutor() {
    return List.of(
        new ToExecutor.Welcome(new TreeMap<>()),
        new ToExecutor.Welcome(new TreeMap<>(Map.of("a", "", "b.c", LONG_TEXT))),
        new ToExecutor.InstallCredentials(new TreeMap<>()),
        new ToExecutor.InstallCredentials(
            new TreeMap<>(Map.of("hadoop", new byte[3_000], "other", NOTHING))),
        new ToExecutor.DefineProgram(new BinaryId(0), true, NOTHING),
        new ToExecutor.DefineProgram(new BinaryId(Long.MAX_VALUE), false, new byte[3_000]),
        new ToExecutor.ForgetPrograms(List.of()),
        new ToExecutor.ForgetPrograms(List.of(new BinaryId(1), new BinaryId(1L << 40))),
        new ToExecutor.ShuffleOutputs(
            new ShuffleId(0), 0, List.of(), new int[0], new long[0], new byte[0][]),
        new ToExecutor.ShuffleOutputs(
            new ShuffleId(Integer.MAX_VALUE),
            Integer.MAX_VALUE,
            List.of(ADDRESS, NOWHERE),
            new int[] {0, -1, 1},
            new long[] {Long.MAX_VALUE, 0, 17},
            new byte[][] {{1, (byte) 255}, {}, new byte[5000]}),
        new ToExecutor.RunTasks(new StageId(0), new BinaryId(0), List.of()),
        new ToExecutor.RunTasks(
            new StageId(Integer.MAX_VALUE),
            new BinaryId(7),
            List.of(
                new TaskOrder(LAST_TASK, Integer.MAX_VALUE, 0, NOTHING),
                new TaskOrder(new TaskId(0), 0, Integer.MAX_VALUE, new byte[] {1, 2, 3}),
                new TaskOrder(new TaskId(1), 1, 3, new byte[2_000]))),
        new ToExecutor.ReturnTasks(List.of()),
        new ToExecutor.ReturnTasks(List.of(new TaskId(5), LAST_TASK, new TaskId(0))),
        new ToExecutor.CancelTasks(List.of(new TaskId(5)), ""),
        new ToExecutor.CancelTasks(tasks(200), LONG_TEXT),
        new ToExecutor.ForgetShuffle(new ShuffleId(3)),
        new ToExecutor.ForgetDataset(new DatasetId(Integer.MAX_VALUE)),
        new ToExecutor.ForgetBroadcast(new BroadcastId(Long.MAX_VALUE)),
        new ToExecutor.BroadcastLocations(new BroadcastId(0), -1, 0, List.of()),
        new ToExecutor.BroadcastLocations(
            new BroadcastId(1), Long.MAX_VALUE, 4 << 20, List.of(NOWHERE, ADDRESS)),
        new ToExecutor.KeptElsewhere(List.of()),
        new ToExecutor.KeptElsewhere(
            List.of(
                new ToExecutor.Holders(block(Integer.MAX_VALUE), List.of(NOWHERE, ADDRESS)),
                new ToExecutor.Holders(block(0), List.of()))),
        new ToExecutor.CopyBlocks(List.of()),
        new ToExecutor.CopyBlocks(
            List.of(
                new CopyOrder(new BlockName.Partition(block(7)), "DISK", 0, ADDRESS),
                new CopyOrder(mapOutput(), "", Integer.MAX_VALUE, NOWHERE))),
        new ToExecutor.HeartbeatSeen(),
        new ToExecutor.Stop(""),
        new ToExecutor.Stop(LONG_TEXT));
  }

  static List<ToDriver> toDriver() {
    return List.of(
        new ToDriver.Register(new ExecutorId("e-1"), "host", ADDRESS, 1),
        new ToDriver.Register(new ExecutorId(LONG_TEXT), LONG_TEXT, NOWHERE, Integer.MAX_VALUE),
        new ToDriver.TasksEnded(List.of()),
        new ToDriver.TasksEnded(outcomes().stream().map(Samples::report).toList()),
        new ToDriver.TasksReturned(tasks(3)),
        new ToDriver.TasksReturned(List.of()),
        new ToDriver.Heartbeat(List.of(), 0, 0),
        new ToDriver.Heartbeat(tasks(64), Long.MAX_VALUE, Long.MAX_VALUE),
        new ToDriver.BlocksDropped(List.of()),
        new ToDriver.BlocksDropped(List.of(new DatasetBlock(new DatasetId(1), Integer.MAX_VALUE))),
        new ToDriver.BlocksCopied(List.of()),
        new ToDriver.BlocksCopied(
            List.of(
                new CopyReport(new BlockName.Partition(block(0)), ""),
                new CopyReport(mapOutput(), LONG_TEXT))),
        new ToDriver.BroadcastWanted(new BroadcastId(1)),
        new ToDriver.BroadcastHeld(new BroadcastId(Long.MAX_VALUE)),
        new ToDriver.Leaving(LONG_TEXT));
  }

  private static DatasetBlock block(int partition) {
    return new DatasetBlock(new DatasetId(4), partition);
  }

  private static BlockName mapOutput() {
    return new BlockName.MapOutput(new ShuffleId(3), 1, LAST_TASK);
  }

  static List<Outcome> outcomes() {
    return List.of(
        new Outcome.Answered(NOTHING),
        new Outcome.Answered(new byte[3_000]),
        new Outcome.MapWritten(new byte[] {0, 1, (byte) 200}),
        new Outcome.Failed(ErrorCategory.USER, "java.lang.Error", LONG_TEXT),
        new Outcome.Failed(ErrorCategory.INTERNAL, "", ""),
        new Outcome.FetchFailed(new ShuffleId(1), 2, new ExecutorId("e-3"), "gone"),
        new Outcome.Cancelled("not needed"));
  }

  static TaskReport report(Outcome outcome) {
    boolean small = outcome instanceof Outcome.Cancelled;
    return new TaskReport(
        small ? new TaskId(0) : LAST_TASK,
        small ? 0 : Long.MAX_VALUE,
        outcome,
        small
            ? List.of()
            : List.of(
                new TaskReport.AccumulatorState(new AccumulatorId(9), new byte[] {1}),
                new TaskReport.AccumulatorState(new AccumulatorId(Long.MAX_VALUE), NOTHING)),
        small ? List.of() : List.of(new DatasetBlock(new DatasetId(4), 0)),
        small ? TaskMetrics.NONE : new TaskMetrics(1, 2, 3, 4, Long.MAX_VALUE));
  }

  static List<TaskId> tasks(int count) {
    return LongStream.range(1L << 33, (1L << 33) + count).mapToObj(TaskId::new).toList();
  }

  static ToExecutor.RunTasks emptyTasks(int count) {
    return new ToExecutor.RunTasks(
        new StageId(1),
        new BinaryId(1),
        IntStream.range(0, count)
            .mapToObj(i -> new TaskOrder(new TaskId(1_000_000L + i), i, 0, NOTHING))
            .toList());
  }

  static ToDriver.TasksEnded emptyReports(int count) {
    return new ToDriver.TasksEnded(
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    new TaskReport(
                        new TaskId(1_000_000L + i),
                        5_000,
                        new Outcome.Answered(new byte[] {1, 2}),
                        List.of(),
                        List.of(),
                        TaskMetrics.NONE))
            .toList());
  }
}
