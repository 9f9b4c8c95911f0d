package dev.firesteel.executor.task;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.lineage.LineageDepth;
import dev.firesteel.dataset.lineage.StageProgram;
import dev.firesteel.dataset.lineage.TaskRuntime;
import dev.firesteel.protocol.message.BlockSizes;
import dev.firesteel.protocol.message.TaskMetrics;
import dev.firesteel.protocol.message.TaskReport;
import dev.firesteel.protocol.message.TaskReport.Outcome;
import dev.firesteel.serialization.RecordSerializer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs tasks, one after the other. Used by one thread. */
final class Slot {
  private final TaskServices services;
  private final TaskEvents events;
  private RecordSerializer serializer;

  Slot(TaskServices services, TaskEvents events) {
    this.services = services;
    this.events = events;
    this.serializer = new RecordSerializer(services.classes());
  }

  /** Runs a task and reports how it ended; throws nothing. */
  void run(Attempt attempt) {
    Thread thread = Thread.currentThread();
    long begin = System.nanoTime();
    Throwable failure = null;
    RunningTask task = new RunningTask(attempt, services, serializer);
    TaskReport report;
    attempt.start();
    TaskRuntime.CURRENT.set(task);
    try {
      Outcome outcome = outcome(attempt, task);
      report =
          new TaskReport(
              attempt.id(),
              System.nanoTime() - begin,
              outcome,
              task.accumulatorStates(),
              task.kept(),
              task.metrics());
    } catch (Throwable e) {
      failure = e;
      report = failed(attempt, task, e, begin);
    } finally {
      TaskRuntime.CURRENT.remove();
      if (thread.getContextClassLoader() != services.classes()) {
        thread.setContextClassLoader(services.classes());
      }
      attempt.end();
      task.end();
    }
    if (failure != null) {
      // it may have been left in the middle of an object
      serializer = new RecordSerializer(services.classes());
    }
    try {
      events.ended(report, failure);
    } finally {
      task.close();
    }
  }

  private Outcome outcome(Attempt attempt, RunningTask task) throws Exception {
    if (attempt.cancelled() != null) {
      throw new InterruptedException();
    }
    StageProgram program = attempt.program().copy(services.classes());
    Outcome outcome;
    if (program instanceof StageProgram.Result<?, ?> result) {
      outcome = new Outcome.Answered(serialize(answer(result, task)));
    } else {
      outcome = new Outcome.MapWritten(write((StageProgram.ShuffleMap<?, ?>) program, task));
    }
    if (attempt.cancelled() != null) {
      throw new InterruptedException();
    }
    return outcome;
  }

  private static <T extends @Nullable Object, P extends @Nullable Object> P answer(
      StageProgram.Result<T, P> program, RunningTask task) throws Exception {
    try (Cursor<T> elements = program.root().cursor(task.partition(), task)) {
      return program.action().get().apply(elements, task);
    }
  }

  private static <K extends @Nullable Object, V extends @Nullable Object> byte[] write(
      StageProgram.ShuffleMap<K, V> program, RunningTask task) throws Exception {
    Cursor<Pair<K, V>> pairs = program.root().cursor(task.partition(), task);
    long[] sizes = task.writeShuffle(pairs, program.shuffle());
    byte[] encoded = new byte[sizes.length];
    for (int i = 0; i < sizes.length; i++) {
      encoded[i] = BlockSizes.encode(sizes[i]);
    }
    return encoded;
  }

  private byte[] serialize(@Nullable Object answer) {
    try {
      return serializer.toBytes(answer);
    } catch (RuntimeException e) {
      throw new AnswerException(answer, e);
    }
  }

  private static TaskReport failed(
      Attempt attempt, RunningTask task, Throwable failure, long begin) {
    String cancelled = attempt.cancelled();
    Throwable told =
        failure instanceof StackOverflowError overflow
            ? LineageDepth.exceeded(attempt.id().toString(), overflow)
            : failure;
    Outcome outcome = cancelled != null ? new Outcome.Cancelled(cancelled) : Outcomes.of(told);
    TaskMetrics metrics = task.metrics();
    return new TaskReport(
        attempt.id(), System.nanoTime() - begin, outcome, List.of(), task.kept(), metrics);
  }
}
