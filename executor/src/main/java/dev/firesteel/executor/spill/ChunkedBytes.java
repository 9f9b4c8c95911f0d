package dev.firesteel.executor.spill;

import com.esotericsoftware.kryo.io.Output;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;

/** A row of chunks in memory, as {@link ChunkWriter} writes them to files. Not safe for threads. */
public final class ChunkedBytes {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Output output;

  /** No chunks yet. */
  public ChunkedBytes(Compression compression) {
    output = new Output(new ChunkStream(bytes, Path.of("memory"), compression), ChunkWriter.CHUNK);
  }

  /** Takes what is to be written. */
  public Output output() {
    return output;
  }

  /** Bytes of the chunks that are complete. */
  public int size() {
    return bytes.size();
  }

  /** Ends the last chunk; all chunks. */
  public byte[] toBytes() {
    output.flush();
    return bytes.toByteArray();
  }
}
