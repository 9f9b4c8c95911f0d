package dev.firesteel.benchmarks.micro;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.FileFormats;
import dev.firesteel.api.split.InputFormat;
import dev.firesteel.api.split.InputSplit;
import dev.firesteel.api.split.PlanContext;
import dev.firesteel.api.split.ReadContext;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Lines of a local file of 64 MB in the page cache; the score is MB/s (10^6 bytes). */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@OperationsPerInvocation(LineReaderBenchmark.MEGABYTES)
@Fork(1)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class LineReaderBenchmark {
  static final int MEGABYTES = 64;
  private static final int LONGEST = 240;

  private final TaskSpace space = new TaskSpace();
  private final Path file = space.file("lines.txt");
  private final FileFormats formats =
      ServiceLoader.load(FileFormats.class).findFirst().orElseThrow();
  private final byte[] buffer = new byte[1 << 20];
  private long characters;

  /** Writes lines of 0 to 240 letters. */
  @Setup
  public void write() throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    byte[] bytes = new byte[MEGABYTES * 1_000_000];
    int left = 0;
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = left == 0 ? (byte) '\n' : (byte) ('a' + (i * 31 & 15));
      left = left == 0 ? random.nextInt(LONGEST) : left - 1;
    }
    Files.write(file, bytes);
  }

  /** Each line as a string. */
  @Benchmark
  public long lines() throws Exception {
    characters = 0;
    read(
        formats.text(file.toString(), 1, Config.empty()),
        cursor -> cursor.forEachRemaining(line -> characters += line.length()));
    return characters;
  }

  /** Counted only, which makes no strings. */
  @Benchmark
  public long count() throws Exception {
    characters = 0;
    read(formats.text(file.toString(), 1, Config.empty()), cursor -> characters += cursor.count());
    return characters;
  }

  /** Each line as a string, by the JDK. */
  @Benchmark
  public long linesByHand() throws IOException {
    long length = 0;
    try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        length += line.length();
      }
    }
    return length;
  }

  /** The limit: read into one buffer, line ends counted byte by byte. */
  @Benchmark
  public long countByHand() throws IOException {
    long count = 0;
    try (InputStream in = Files.newInputStream(file)) {
      for (int length = in.read(buffer); length > 0; length = in.read(buffer)) {
        for (int i = 0; i < length; i++) {
          count += buffer[i] == '\n' ? 1 : 0;
        }
      }
    }
    return count;
  }

  /** Removes the file. */
  @TearDown
  public void close() {
    formats.close();
    space.close();
  }

  private interface Use {
    void of(Cursor<String> lines) throws Exception;
  }

  private static <S extends InputSplit> void read(InputFormat<String, S> text, Use use)
      throws Exception {
    for (S split : text.plan(new PlanContext(Config.empty(), 1))) {
      try (Cursor<String> cursor = text.open(split, new Task())) {
        use.of(cursor);
      }
    }
  }

  private record Task() implements ReadContext {
    @Override
    public Config config() {
      return Config.empty();
    }

    @Override
    public boolean cancelled() {
      return false;
    }

    @Override
    public void bytesRead(long bytes) {}
  }
}
