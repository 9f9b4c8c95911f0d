package dev.firesteel.backend.mesos.serve;

import dev.firesteel.shipping.RuntimeArchive;
import dev.firesteel.shipping.RuntimeLayout;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The runtime, packed once. Its file has no name any more once it is open, so that it is gone with
 * this process, however that ends.
 */
final class PackedRuntime implements Served, AutoCloseable {
  private static final int BUFFER = 1 << 17;

  private final FileChannel file;
  private final long size;

  private PackedRuntime(FileChannel file, long size) {
    this.file = file;
    this.size = size;
  }

  /** Packs it, to lie in a directory {@code at} of where it is unpacked; that ends with a slash. */
  static PackedRuntime pack(RuntimeLayout layout, String at) throws IOException {
    Path path = Files.createTempFile("firesteel-runtime", ".zip");
    FileChannel file =
        FileChannel.open(
            path,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    try {
      RuntimeArchive.write(layout, at, Channels.newOutputStream(file));
      return new PackedRuntime(file, file.size());
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void writeTo(OutputStream to) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long at = 0;
    while (at < size) {
      int n = file.read(ByteBuffer.wrap(buffer), at);
      if (n < 0) {
        return;
      }
      to.write(buffer, 0, n);
      at += n;
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
