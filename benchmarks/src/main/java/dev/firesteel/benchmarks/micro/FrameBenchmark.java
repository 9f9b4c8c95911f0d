package dev.firesteel.benchmarks.micro;

import dev.firesteel.api.id.BinaryId;
import dev.firesteel.api.id.StageId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.protocol.codec.ToDriverCodec;
import dev.firesteel.protocol.codec.ToExecutorCodec;
import dev.firesteel.protocol.message.TaskMetrics;
import dev.firesteel.protocol.message.TaskOrder;
import dev.firesteel.protocol.message.TaskReport;
import dev.firesteel.protocol.message.ToDriver;
import dev.firesteel.protocol.message.ToExecutor;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The frames by which one task is launched and its outcome told. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FrameBenchmark {
  private static final int INPUT_BYTES = 100;

  private final ToExecutorCodec toExecutor = new ToExecutorCodec();
  private final ToDriverCodec toDriver = new ToDriverCodec();
  private final byte[] input = new byte[INPUT_BYTES];
  private final List<ToExecutor> launch =
      List.of(
          new ToExecutor.RunTasks(
              new StageId(17),
              new BinaryId(23),
              List.of(new TaskOrder(new TaskId(123_456), 789, 0, input))));
  private final List<ToDriver> outcome =
      List.of(
          new ToDriver.TasksEnded(
              List.of(
                  new TaskReport(
                      new TaskId(123_456),
                      1_234_567,
                      new TaskReport.Outcome.Answered(new byte[8]),
                      List.of(),
                      List.of(),
                      TaskMetrics.NONE))));
  private final byte[] launchFrame = toExecutor.encode(launch);
  private final byte[] outcomeFrame = toDriver.encode(outcome);

  /** The launch, as bytes. */
  @Benchmark
  public byte[] encodeLaunch() {
    return toExecutor.encode(launch);
  }

  /** The launch, read. */
  @Benchmark
  public List<ToExecutor> decodeLaunch() {
    return toExecutor.decode(launchFrame);
  }

  /** The outcome, as bytes. */
  @Benchmark
  public byte[] encodeOutcome() {
    return toDriver.encode(outcome);
  }

  /** The outcome, read. */
  @Benchmark
  public List<ToDriver> decodeOutcome() {
    return toDriver.decode(outcomeFrame);
  }

  /** The same fields as of the launch, on a data stream. */
  @Benchmark
  public byte[] encodeLaunchByHand() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(17);
    out.writeInt(23);
    out.writeLong(123_456);
    out.writeInt(789);
    out.writeInt(0);
    out.writeInt(input.length);
    out.write(input);
    return bytes.toByteArray();
  }
}
