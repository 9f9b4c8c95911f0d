package dev.firesteel.protocol.codec;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.id.AccumulatorId;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.protocol.message.TaskMetrics;
import dev.firesteel.protocol.message.TaskReport;
import dev.firesteel.protocol.message.TaskReport.AccumulatorState;
import dev.firesteel.protocol.message.TaskReport.Outcome;
import dev.firesteel.protocol.message.TaskReport.Outcome.Answered;
import dev.firesteel.protocol.message.TaskReport.Outcome.Cancelled;
import dev.firesteel.protocol.message.TaskReport.Outcome.Failed;
import dev.firesteel.protocol.message.TaskReport.Outcome.FetchFailed;
import dev.firesteel.protocol.message.TaskReport.Outcome.MapWritten;
import dev.firesteel.protocol.wire.MalformedException;
import dev.firesteel.protocol.wire.WireReader;
import dev.firesteel.protocol.wire.WireWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reports of ended tasks. That of a small task takes about a dozen bytes. */
final class TaskReports {
  private static final int ANSWERED = 1;
  private static final int MAP_WRITTEN = 2;
  private static final int FAILED = 3;
  private static final int FETCH_FAILED = 4;
  private static final int CANCELLED = 5;

  private TaskReports() {}

  static void write(WireWriter out, List<TaskReport> reports) {
    out.number(reports.size());
    long task = 0;
    for (TaskReport report : reports) {
      out.signed(report.task().value() - task);
      task = report.task().value();
      out.number(report.runNanos());
      writeOutcome(out, report.outcome());
      out.number(report.accumulators().size());
      for (AccumulatorState state : report.accumulators()) {
        out.number(state.accumulator().value());
        out.bytes(state.state());
      }
      Fields.writeDatasetBlocks(out, report.kept());
      writeMetrics(out, report.metrics());
    }
  }

  static List<TaskReport> read(WireReader in) {
    int count = in.count();
    List<TaskReport> reports = new ArrayList<>(Math.min(count, 1024));
    long task = 0;
    for (int i = 0; i < count; i++) {
      task += in.signed();
      reports.add(
          new TaskReport(
              new TaskId(task),
              in.longNumber(),
              readOutcome(in),
              readAccumulators(in),
              Fields.readDatasetBlocks(in),
              readMetrics(in)));
    }
    return Collections.unmodifiableList(reports);
  }

  private static List<AccumulatorState> readAccumulators(WireReader in) {
    int count = in.count();
    if (count == 0) {
      return List.of();
    }
    List<AccumulatorState> states = new ArrayList<>(Math.min(count, 1024));
    for (int i = 0; i < count; i++) {
      states.add(new AccumulatorState(new AccumulatorId(in.longNumber()), in.bytes()));
    }
    return Collections.unmodifiableList(states);
  }

  private static void writeOutcome(WireWriter out, Outcome outcome) {
    if (outcome instanceof Answered o) {
      out.octet(ANSWERED);
      out.bytes(o.answer());
    } else if (outcome instanceof MapWritten o) {
      out.octet(MAP_WRITTEN);
      out.bytes(o.sizes());
    } else if (outcome instanceof Failed o) {
      out.octet(FAILED);
      out.text(o.category().name());
      out.text(o.error());
      out.text(o.stackTrace());
    } else if (outcome instanceof FetchFailed o) {
      out.octet(FETCH_FAILED);
      out.number(o.shuffle().value());
      out.number(o.mapPartition());
      out.text(o.from().value());
      out.text(o.error());
    } else if (outcome instanceof Cancelled o) {
      out.octet(CANCELLED);
      out.text(o.why());
    } else {
      throw new AssertionError("a kind of outcome without a tag: " + outcome.getClass());
    }
  }

  private static Outcome readOutcome(WireReader in) {
    int tag = in.octet();
    return switch (tag) {
      case ANSWERED -> new Answered(in.bytes());
      case MAP_WRITTEN -> new MapWritten(in.bytes());
      case FAILED -> new Failed(ErrorCategory.valueOf(in.text()), in.text(), in.text());
      case FETCH_FAILED ->
          new FetchFailed(
              Fields.readShuffle(in), in.number(), new ExecutorId(in.text()), in.text());
      case CANCELLED -> new Cancelled(in.text());
      default -> throw new MalformedException("no outcome of a task has tag " + tag);
    };
  }

  private static void writeMetrics(WireWriter out, TaskMetrics metrics) {
    if (isNothing(metrics)) {
      out.octet(0);
      return;
    }
    out.octet(1);
    out.number(metrics.inputBytes());
    out.number(metrics.shuffleBytesRead());
    out.number(metrics.shuffleBytesWritten());
    out.number(metrics.spilledBytes());
    out.number(metrics.peakMemory());
  }

  private static boolean isNothing(TaskMetrics metrics) {
    return (metrics.inputBytes()
            | metrics.shuffleBytesRead()
            | metrics.shuffleBytesWritten()
            | metrics.spilledBytes()
            | metrics.peakMemory())
        == 0;
  }

  private static TaskMetrics readMetrics(WireReader in) {
    int there = in.octet();
    return there == 0
        ? TaskMetrics.NONE
        : new TaskMetrics(
            in.longNumber(), in.longNumber(), in.longNumber(), in.longNumber(), in.longNumber());
  }
}
