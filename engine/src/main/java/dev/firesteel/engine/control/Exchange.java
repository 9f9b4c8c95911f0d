package dev.firesteel.engine.control;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Reads and writes texts on a socket, for a bounded time. */
final class Exchange implements AutoCloseable {
  private static final int MOST_BYTES = 64 << 20;

  private final SocketChannel channel;
  private final Selector selector;
  private final long deadline;

  Exchange(SocketChannel channel, Duration limit) throws IOException {
    this.channel = channel;
    this.selector = Selector.open();
    this.deadline = System.nanoTime() + limit.toNanos();
    channel.configureBlocking(false);
  }

  /** Reads up to the end of a line. */
  String line() throws IOException {
    return read(bytes -> bytes.length > 0 && bytes[bytes.length - 1] == '\n').trim();
  }

  /** Reads all that the other side writes. */
  String all() throws IOException {
    return read(bytes -> false);
  }

  private String read(Predicate<byte[]> complete) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ByteBuffer buffer = ByteBuffer.allocate(8192);
    while (bytes.size() < MOST_BYTES) {
      int count = channel.read(buffer.clear());
      if (count < 0) {
        break;
      }
      bytes.write(buffer.array(), 0, count);
      if (count == 0) {
        await(SelectionKey.OP_READ);
      } else if (complete.test(bytes.toByteArray())) {
        break;
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  void write(String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      if (channel.write(bytes) == 0) {
        await(SelectionKey.OP_WRITE);
      }
    }
  }

  private void await(int what) throws IOException {
    SelectionKey key = channel.register(selector, what);
    long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    if (left <= 0 || selector.select(left) == 0) {
      throw new SocketTimeoutException("no word for too long");
    }
    selector.selectedKeys().clear();
    key.interestOps(0);
  }

  @Override
  public void close() throws IOException {
    selector.close();
    channel.close();
  }
}
