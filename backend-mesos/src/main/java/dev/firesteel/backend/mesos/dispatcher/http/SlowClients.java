package dev.firesteel.backend.mesos.dispatcher.http;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Closes connections whose client lets a thread wait for too long: for the rest of a request's
 * head, or for any byte after it. The thread is interrupted, which closes the channel that it waits
 * for. Safe for any thread.
 */
final class SlowClients {
  private final Map<Thread, Wait> waits = new ConcurrentHashMap<>();
  private final long headNanos;
  private final long byteNanos;

  private static final class Wait {
    private final long until;
    private boolean over;

    Wait(long until) {
      this.until = until;
    }

    synchronized void end() {
      over = true;
    }

    synchronized void interrupt(Thread thread, long now) {
      if (!over && now - until >= 0) {
        over = true;
        thread.interrupt();
      }
    }
  }

  /**
   * Waits so long.
   *
   * @param head for all of a request's head
   * @param next for any byte after it to come, or to be taken
   */
  SlowClients(Duration head, Duration next) {
    headNanos = head.toNanos();
    byteNanos = next.toNanos();
  }

  /** Closes what has waited for too long; to be called now and then. */
  void look() {
    long now = System.nanoTime();
    waits.forEach((thread, wait) -> wait.interrupt(thread, now));
  }

  /** An exchange, until {@link #headIsThere} a head that this thread waits for. */
  void exchange(Runnable exchange) {
    begin(headNanos);
    try {
      exchange.run();
    } finally {
      end();
    }
  }

  /** The head of this thread's exchange has been read. */
  void headIsThere() {
    end();
  }

  private void begin(long nanos) {
    waits.put(Thread.currentThread(), new Wait(System.nanoTime() + nanos));
  }

  private void end() {
    Wait wait = waits.remove(Thread.currentThread());
    if (wait != null) {
      wait.end();
    }
  }

  /** Something that waits for the client. */
  interface Step<T> {
    T run() throws IOException;
  }

  <T> T waiting(Step<T> step) throws IOException {
    begin(byteNanos);
    try {
      return step.run();
    } finally {
      end();
    }
  }

  /** What comes from the client. */
  InputStream reading(InputStream body) {
    return new FilterInputStream(body) {
      @Override
      public int read() throws IOException {
        return waiting(in::read);
      }

      @Override
      public int read(byte[] to, int offset, int length) throws IOException {
        return waiting(() -> in.read(to, offset, length));
      }
    };
  }

  /** What goes to the client. */
  OutputStream writing(OutputStream body) {
    return new FilterOutputStream(body) {
      @Override
      public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
      }

      @Override
      public void write(byte[] from, int offset, int length) throws IOException {
        var unused =
            waiting(
                () -> {
                  out.write(from, offset, length);
                  return length;
                });
      }
    };
  }
}
