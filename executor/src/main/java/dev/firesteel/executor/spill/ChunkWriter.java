package dev.firesteel.executor.spill;

import com.esotericsoftware.kryo.io.Output;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/** Writes a file of chunks. Not safe for threads. */
public final class ChunkWriter implements AutoCloseable {
  /** Raw bytes of a full chunk. */
  public static final int CHUNK = 1 << 16;

  private final Path file;
  private final ChunkStream stream;
  private final Output output;

  /** Creates the file. */
  public ChunkWriter(Path file, Workspace workspace) {
    this(file, workspace, CHUNK);
  }

  /** Creates the file; its chunks hold {@code chunk} raw bytes. */
  public ChunkWriter(Path file, Workspace workspace, int chunk) {
    this.file = file;
    this.stream =
        new ChunkStream(workspace.directories().create(file), file, workspace.compression());
    this.output = new Output(stream, chunk);
  }

  /** The file. */
  public Path file() {
    return file;
  }

  /** Takes what is to be written. Failures of the disk come as {@code FiresteelException}. */
  public Output output() {
    return output;
  }

  /** Ends the current chunk; the file may be cut here. Returns the position in the file. */
  public long cut() {
    output.flush();
    return stream.position();
  }

  /** Copies chunks from another file as they are. To be called right after {@link #cut}. */
  public void copy(Path from, RandomAccessFile source, long offset, long length) {
    stream.copy(from, source, offset, length);
  }

  /** Closes the file. */
  @Override
  public void close() {
    try {
      output.flush();
    } finally {
      stream.close();
    }
  }

  /** Closes and removes the file after a failure. */
  public void abort() {
    try {
      stream.close();
    } catch (RuntimeException e) {
      // the failure that led here is the one to report
    } finally {
      LocalDirectories.remove(file);
    }
  }
}
