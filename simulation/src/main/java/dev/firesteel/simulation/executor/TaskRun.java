package dev.firesteel.simulation.executor;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.id.AccumulatorId;
import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.api.id.StageId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.protocol.block.BlockKey;
import dev.firesteel.protocol.message.BlockAddress;
import dev.firesteel.protocol.message.TaskInput;
import dev.firesteel.protocol.message.TaskMetrics;
import dev.firesteel.protocol.message.TaskOrder;
import dev.firesteel.protocol.message.TaskReport;
import dev.firesteel.protocol.message.TaskReport.Outcome;
import dev.firesteel.protocol.message.ToDriver.DatasetBlock;
import dev.firesteel.protocol.message.ToExecutor;
import dev.firesteel.simulation.lineage.Digests;
import dev.firesteel.simulation.lineage.Evaluation;
import dev.firesteel.simulation.lineage.ModelProgram;
import dev.firesteel.simulation.lineage.ModelShuffle;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One attempt on one slot: what it reads, what it has read, and what comes of it. */
final class TaskRun implements Evaluation.Inputs {
  final StageId stage;
  final TaskOrder order;
  final ModelProgram program;
  final long startedAt;
  final Fate fate;
  private final Map<ShuffleId, long[]> blocks = new HashMap<>();
  private final AccumulatorId accumulator;
  private @Nullable Evaluation evaluation;
  @Nullable String cancelled;

  TaskRun(
      StageId stage,
      AccumulatorId accumulator,
      TaskOrder order,
      ModelProgram program,
      Fate fate,
      long now) {
    this.stage = stage;
    this.accumulator = accumulator;
    this.order = order;
    this.program = program;
    this.fate = fate;
    this.startedAt = now;
  }

  /** It begins, with the kept partitions that it finds. */
  void begin(Evaluation.Surroundings kept) {
    evaluation = new Evaluation(program.root(), order.partition(), program.persisted(), kept);
  }

  private Evaluation evaluation() {
    return Objects.requireNonNull(evaluation, "it has not begun");
  }

  TaskId task() {
    return order.id();
  }

  /** A request to one server. */
  record Request(ExecutorId server, List<BlockKey> keys, List<int[]> maps, List<ShuffleId> of) {}

  /**
   * What it fetches, by server.
   *
   * @param requests where to add the requests
   * @return what is wrong if it is known already that an output is missing
   */
  @Nullable Outcome reads(Map<ShuffleId, ToExecutor.ShuffleOutputs> known, List<Request> requests) {
    Map<ExecutorId, Request> byServer = new LinkedHashMap<>();
    for (ModelShuffle shuffle : evaluation().reads()) {
      ToExecutor.ShuffleOutputs outputs = known.get(shuffle.id());
      if (outputs == null) {
        return new Outcome.FetchFailed(shuffle.id(), 0, BlockAddress.DRIVER, "not known here");
      }
      blocks.put(shuffle.id(), new long[shuffle.maps()]);
      for (int map = 0; map < shuffle.maps(); map++) {
        int server = outputs.serverOfMap()[map];
        if (server < 0) {
          return new Outcome.FetchFailed(shuffle.id(), map, BlockAddress.DRIVER, "nobody has it");
        }
        if (outputs.sizes()[map][order.partition()] != 0) {
          Request request =
              byServer.computeIfAbsent(
                  outputs.servers().get(server).owner(),
                  owner ->
                      new Request(owner, new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
          TaskId writer = new TaskId(outputs.taskOfMap()[map]);
          request.keys.add(new BlockKey.Shuffle(shuffle.id(), writer, order.partition()));
          request.maps.add(new int[] {map});
          request.of.add(shuffle.id());
        }
      }
    }
    requests.addAll(byServer.values());
    return null;
  }

  /** A request was answered. */
  void took(Request request, long[] values) {
    for (int i = 0; i < values.length; i++) {
      blocksOf(request.of.get(i))[request.maps.get(i)[0]] = values[i];
    }
  }

  /** A request failed at a block. */
  static Outcome failed(Request request, int position, String why) {
    return new Outcome.FetchFailed(
        request.of.get(position), request.maps.get(position)[0], request.server, why);
  }

  private long[] blocksOf(ShuffleId shuffle) {
    return Objects.requireNonNull(blocks.get(shuffle), "what is not read has no blocks");
  }

  @Override
  public long block(ShuffleId shuffle, int map) {
    return blocksOf(shuffle)[map];
  }

  @Override
  public Optional<byte[]> split(DatasetId source) {
    return TaskInput.decode(order.input()).stream()
        .filter(in -> in.source() == source.value() && in.partition() == order.partition())
        .map(TaskInput::split)
        .findFirst();
  }

  /** Computes its value. */
  long compute() {
    return evaluation().value(this);
  }

  /** The partitions to keep, with their values; after {@link #compute}. */
  Map<DatasetBlock, Long> keeps() {
    Map<DatasetBlock, Long> keeps = new LinkedHashMap<>();
    evaluation()
        .computed()
        .forEach(
            (dataset, value) -> {
              if (program.persisted().contains(dataset)) {
                keeps.put(new DatasetBlock(dataset, order.partition()), value);
              }
            });
    return keeps;
  }

  static Outcome thrown() {
    return new Outcome.Failed(
        ErrorCategory.USER, "java.lang.IllegalStateException: by chance", "\n\tat Some.code");
  }

  TaskReport report(Outcome outcome, long now, List<DatasetBlock> kept) {
    boolean good = outcome instanceof Outcome.Answered || outcome instanceof Outcome.MapWritten;
    byte[] state =
        ByteBuffer.allocate(16)
            .putInt(stage.value())
            .putInt(order.partition())
            .putLong(order.id().value())
            .array();
    return new TaskReport(
        order.id(),
        Math.max(1, now - startedAt),
        outcome,
        good ? List.of(new TaskReport.AccumulatorState(accumulator, state)) : List.of(),
        kept,
        new TaskMetrics(order.input().length, 0, 0, 0, 0));
  }

  static byte[] answer(long value) {
    return Digests.bytes(value);
  }
}
