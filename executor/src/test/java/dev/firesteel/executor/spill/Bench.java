package dev.firesteel.executor.spill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.executor.memory.TaskMemory;
import dev.firesteel.serialization.RecordSerializer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** A workspace for tests: a memory budget, a directory, and checks that nothing is left of them. */
public final class Bench implements AutoCloseable {
  public final Budget memory;
  public final LocalDirectories directories;
  public final Workspace workspace;

  public Bench(Path root, long budget) {
    this(root, budget, Disk.REAL);
  }

  private Bench(Path root, long budget, Disk disk) {
    this.memory = new Budget(budget);
    this.directories = LocalDirectories.create(List.of(root.toString()), "test", disk);
    this.workspace =
        new Workspace(
            memory,
            new RecordSerializer(Bench.class.getClassLoader()),
            directories,
            Compression.LZ4,
            new IoCounters(),
            1 << 13);
  }

  /** A bench whose disk takes so many bytes in all. */
  public static Bench withDisk(Path root, long budget, long diskBytes) {
    long[] left = {diskBytes};
    return new Bench(
        root,
        budget,
        file -> {
          OutputStream real = Disk.REAL.create(file);
          return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
              write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
              left[0] -= length;
              if (left[0] < 0) {
                throw new IOException("No space left on device");
              }
              real.write(bytes, offset, length);
            }

            @Override
            public void close() throws IOException {
              real.close();
            }
          };
        });
  }

  /** The files that exist now. */
  public List<Path> files() {
    try (Stream<Path> all = Files.walk(directories.directories().get(0))) {
      return all.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Memory is given back and no file is left but those of shuffle outputs. */
  public void assertNothingLeft() {
    assertThat(memory.held()).isZero();
    assertThat(files())
        .allMatch(f -> f.toString().endsWith(".data") || f.toString().endsWith(".index"));
  }

  public boolean spilled() {
    return workspace.counters().spilledBytes() > 0;
  }

  public static <T> List<T> drain(Cursor<T> cursor) throws Exception {
    List<T> all = new ArrayList<>();
    try (cursor) {
      cursor.forEachRemaining(all::add);
    }
    return all;
  }

  public static <T> Cursor<T> cursor(Iterable<T> elements) {
    Iterator<T> each = elements.iterator();
    return sink -> {
      if (!each.hasNext()) {
        return false;
      }
      sink.accept(each.next());
      return true;
    };
  }

  @Override
  public void close() {
    directories.close();
    assertThat(directories.directories()).allMatch(d -> !Files.exists(d));
  }

  /** A budget that grants what it has. */
  public static final class Budget implements TaskMemory {
    private final long budget;
    private long held;
    private long peak;

    Budget(long budget) {
      this.budget = budget;
    }

    @Override
    public long reserve(long bytes) {
      assertThat(bytes).isPositive();
      long granted = Math.min(bytes, budget - held);
      held += granted;
      peak = Math.max(peak, held);
      return granted;
    }

    @Override
    public void release(long bytes) {
      assertThat(bytes).isPositive().isLessThanOrEqualTo(held);
      held -= bytes;
    }

    @Override
    public long held() {
      return held;
    }

    @Override
    public long peak() {
      return peak;
    }
  }
}
