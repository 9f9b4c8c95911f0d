package dev.firesteel.mesos.test.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The body of an answer that goes on. Records may be sent before the head has left; nobody waits
 * for a slow reader. Safe for use by several threads.
 */
public final class EventStream {
  private static final byte[] END = new byte[0];
  private static final byte[] BREAK = new byte[0];

  private final BlockingQueue<byte[]> records = new LinkedBlockingQueue<>();
  private final Runnable whenClosed;

  /** What to do, on some thread, once the other side has gone away. */
  public EventStream(Runnable whenClosed) {
    this.whenClosed = whenClosed;
  }

  /** Sends one record, with its length before it (RecordIO), as one chunk. */
  public void send(byte[] record) {
    byte[] length = (record.length + "\n").getBytes(StandardCharsets.US_ASCII);
    byte[] framed = new byte[length.length + record.length];
    System.arraycopy(length, 0, framed, 0, length.length);
    System.arraycopy(record, 0, framed, length.length, record.length);
    records.add(framed);
  }

  /** Ends the body in order, with a last chunk. */
  public void end() {
    records.add(END);
  }

  /** Breaks the connection. */
  public void breakOff() {
    records.add(BREAK);
  }

  void closedByPeer() {
    breakOff();
    whenClosed.run();
  }

  /** Writes until the end; true if the connection may be used again. */
  boolean write(OutputStream out) throws IOException, InterruptedException {
    while (true) {
      byte[] next = records.take();
      if (next == BREAK) {
        return false;
      }
      if (next == END) {
        out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return true;
      }
      out.write((Integer.toHexString(next.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
      out.write(next);
      out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }
  }
}
