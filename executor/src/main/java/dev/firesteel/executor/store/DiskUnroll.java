package dev.firesteel.executor.store;

import dev.firesteel.api.split.Sink;
import dev.firesteel.executor.spill.ChunkWriter;
import dev.firesteel.executor.spill.Workspace;
import dev.firesteel.serialization.RecordSerializer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Serializes elements to a file. */
final class DiskUnroll implements Sink<@Nullable Object> {
  private final RecordSerializer serializer;
  private final ChunkWriter writer;
  private long count;

  DiskUnroll(Workspace workspace) {
    serializer = workspace.serializer();
    writer = new ChunkWriter(workspace.directories().newFile("kept"), workspace);
  }

  @Override
  public void accept(@Nullable Object element) {
    serializer.write(writer.output(), element);
    count++;
  }

  /** Takes elements of an array. */
  void accept(@Nullable Object[] elements, int end) {
    for (int i = 0; i < end; i++) {
      accept(elements[i]);
    }
  }

  /** Takes elements that are serialized already. */
  void accept(List<byte[]> chunks, long elements) {
    for (byte[] chunk : chunks) {
      writer.output().writeBytes(chunk);
    }
    count += elements;
  }

  /** Takes elements that are serialized already. */
  void accept(SlabStream serialized, long elements) {
    byte[] buffer = new byte[ChunkWriter.CHUNK];
    for (int n = serialized.read(buffer, 0, buffer.length);
        n >= 0;
        n = serialized.read(buffer, 0, buffer.length)) {
      writer.output().writeBytes(buffer, 0, n);
    }
    count += elements;
  }

  /** The whole partition. */
  Kept.OnDisk kept() {
    long length = writer.cut();
    writer.close();
    return new Kept.OnDisk(writer.file(), length, count);
  }

  /** Removes the file after a failure. */
  void abort() {
    writer.abort();
  }
}
