package dev.firesteel.executor.store;

import com.esotericsoftware.kryo.io.Input;
import dev.firesteel.executor.spill.ChunkCheck;
import dev.firesteel.executor.spill.ChunkReader;
import dev.firesteel.executor.spill.DiskFailure;
import dev.firesteel.executor.spill.LocalDirectories;
import dev.firesteel.executor.spill.MemoryLease;
import dev.firesteel.executor.spill.Workspace;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a partition while and after they are fetched: a row of chunks, in memory as far as
 * it is granted up to a bound, else in a file. Closing frees both. Used by one thread.
 */
final class Fetched implements AutoCloseable {
  private static final long MOST_IN_MEMORY = 8 << 20;
  private static final int BUFFER = 64 << 10;

  private final Workspace workspace;
  private final MemoryLease lease;
  private final ChunkCheck check = new ChunkCheck();
  private final List<byte[]> pieces = new ArrayList<>();
  private @Nullable Path file;
  private @Nullable OutputStream out;
  private long length;

  Fetched(Workspace workspace) {
    this.workspace = workspace;
    this.lease = new MemoryLease(workspace);
  }

  /** Takes the next piece. */
  void add(byte[] piece) throws IOException {
    check.accept(piece);
    length += piece.length;
    if (file == null && length <= MOST_IN_MEMORY && lease.take(piece.length)) {
      pieces.add(piece);
    } else {
      write(piece);
    }
  }

  private void write(byte[] piece) {
    Path target = file == null ? workspace.directories().newFile("fetched") : file;
    file = target;
    try {
      OutputStream to = out;
      if (to == null) {
        to = workspace.directories().create(target);
        out = to;
        for (byte[] earlier : pieces) {
          to.write(earlier);
        }
        pieces.clear();
        lease.close();
      }
      to.write(piece);
    } catch (IOException e) {
      throw DiskFailure.writing(target, e);
    }
  }

  /** All has been taken. */
  void finish() throws IOException {
    check.finish();
    closeFile();
  }

  private void closeFile() {
    OutputStream written = out;
    Path target = file;
    if (written != null && target != null) {
      out = null;
      try {
        written.close();
      } catch (IOException e) {
        throw DiskFailure.writing(target, e);
      }
    }
  }

  /** The bytes in a file, which is the caller's from now on. */
  Kept.OnDisk toDisk(long count) {
    if (file == null) {
      write(new byte[0]);
      closeFile();
    }
    Path given = Objects.requireNonNull(file);
    file = null;
    return new Kept.OnDisk(given, length, count);
  }

  /** Reads what was taken. */
  Input open() throws IOException {
    if (file != null) {
      return ChunkReader.open(file, 0, length, BUFFER);
    }
    List<InputStream> streams = new ArrayList<>(pieces.size());
    pieces.forEach(piece -> streams.add(new ByteArrayInputStream(piece)));
    return ChunkReader.open(
        new SequenceInputStream(Collections.enumeration(streams)), length, BUFFER);
  }

  @Override
  public void close() {
    lease.close();
    pieces.clear();
    try {
      finishQuietly();
    } finally {
      Path written = file;
      if (written != null) {
        file = null;
        LocalDirectories.remove(written);
      }
    }
  }

  private void finishQuietly() {
    OutputStream open = out;
    out = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // the file is removed at once
      }
    }
  }
}
