package dev.firesteel.benchmarks.micro;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.firesteel.serialization.RecordSerializer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Records as bytes, a thousand after each other; by hand with the JDK's data streams. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(CodecBenchmark.RECORDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodecBenchmark {
  static final int RECORDS = 1_000;
  private static final int ROOM = 1 << 17;

  @Param SampleRecords records = SampleRecords.INTEGER_LONG;

  private final RecordSerializer serializer =
      new RecordSerializer(CodecBenchmark.class.getClassLoader());
  private final Output output = new Output(ROOM, -1);
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(ROOM);
  private final Object[] values = new Object[RECORDS];
  private byte[] written = new byte[0];
  private byte[] writtenByHand = new byte[0];

  /** Makes the records, and their bytes. */
  @Setup
  public void make() throws IOException {
    for (int i = 0; i < RECORDS; i++) {
      values[i] = records.make(i);
    }
    write();
    written = output.toBytes();
    writeByHand();
    writtenByHand = bytes.toByteArray();
  }

  /** Writes with the engine's serializer. */
  @Benchmark
  public int write() {
    output.reset();
    for (Object value : values) {
      serializer.write(output, value);
    }
    return output.position();
  }

  /** Reads with the engine's serializer. */
  @Benchmark
  public void read(Blackhole out) {
    Input input = new Input(written);
    for (int i = 0; i < RECORDS; i++) {
      out.consume(serializer.read(input));
    }
  }

  /** Writes fields to a data stream. */
  @Benchmark
  public int writeByHand() throws IOException {
    bytes.reset();
    DataOutputStream out = new DataOutputStream(bytes);
    for (Object value : values) {
      records.write(out, value);
    }
    return out.size();
  }

  /** Reads fields from a data stream. */
  @Benchmark
  public void readByHand(Blackhole out) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(writtenByHand));
    for (int i = 0; i < RECORDS; i++) {
      out.consume(records.read(in));
    }
  }
}
