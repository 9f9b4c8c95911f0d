package dev.firesteel.executor.spill;

import com.esotericsoftware.kryo.io.Input;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A file that was written for lack of memory, cut into parts. Closing removes it.
 *
 * @param file the file
 * @param offsets where the parts begin, and the file's length
 */
public record SpillRun(Path file, long[] offsets) implements AutoCloseable {
  /** Raw bytes of a chunk: smaller than those of blocks, because many runs are read at a time. */
  public static final int CHUNK = 1 << 15;

  private static final int BUFFER = 1 << 12;

  /** Writes a run of {@code parts} parts; after a failure no file is left. */
  public static SpillRun write(Workspace workspace, int parts, Content content) throws Exception {
    ChunkWriter writer =
        new ChunkWriter(workspace.directories().newFile("spill"), workspace, CHUNK);
    long[] offsets = new long[parts + 1];
    try {
      for (int part = 0; part < parts; part++) {
        content.write(part, writer);
        offsets[part + 1] = writer.cut();
      }
      writer.close();
    } catch (Throwable e) {
      writer.abort();
      throw e;
    }
    workspace.counters().addSpilled(offsets[parts]);
    return new SpillRun(writer.file(), offsets);
  }

  /** Bytes of a part. */
  public long length(int part) {
    return offsets[part + 1] - offsets[part];
  }

  /** Opens a part. */
  public Input open(int part) {
    try {
      return ChunkReader.open(file, offsets[part], length(part), BUFFER);
    } catch (IOException e) {
      throw DiskFailure.reading(file, e);
    }
  }

  @Override
  public void close() {
    LocalDirectories.remove(file);
  }

  /** Writes the parts one after another. */
  @FunctionalInterface
  public interface Content {
    /** Writes a part. */
    void write(int part, ChunkWriter writer) throws Exception;
  }
}
