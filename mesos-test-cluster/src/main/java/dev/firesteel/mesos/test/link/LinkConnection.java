package dev.firesteel.mesos.test.link;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A link over a socket. Sending never blocks: what the other side does not read waits in memory
 * until the link is given up. Safe for use by several threads.
 */
public final class LinkConnection implements AutoCloseable {
  private final Socket socket;
  private final Listener listener;
  private final BlockingQueue<Outgoing> outgoing = new LinkedBlockingQueue<>();
  private final AtomicBoolean closed = new AtomicBoolean();

  private sealed interface Outgoing {
    record Said(LinkMessage message) implements Outgoing {}

    record End() implements Outgoing {}
  }

  /** Hears of a link, on its threads. */
  public interface Listener {
    /** A message came. */
    void received(LinkMessage message);

    /** The link is no more, whoever ended it; told once. */
    void closed();

    /** One that hears of it elsewhere, in the same order if the executor keeps it. */
    static Listener on(Executor executor, Consumer<LinkMessage> received, Runnable closed) {
      return new Listener() {
        @Override
        public void received(LinkMessage message) {
          executor.execute(() -> received.accept(message));
        }

        @Override
        public void closed() {
          executor.execute(closed);
        }
      };
    }
  }

  /**
   * A link over this socket, which is its from now on.
   *
   * @param threads on which may be waited for the other side; two are used
   */
  public LinkConnection(Socket socket, Executor threads, Listener listener) {
    this.socket = socket;
    this.listener = listener;
    threads.execute(this::write);
    threads.execute(this::read);
  }

  /** Says this, soon. */
  public void send(LinkMessage message) {
    outgoing.add(new Outgoing.Said(message));
  }

  private void write() {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()))) {
      socket.setTcpNoDelay(true);
      Outgoing next = outgoing.take();
      while (next instanceof Outgoing.Said said) {
        Frames.write(out, said.message());
        if (outgoing.isEmpty()) {
          out.flush();
        }
        next = outgoing.take();
      }
    } catch (IOException e) {
      // The other side is gone.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close();
  }

  private void read() {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(socket.getInputStream()))) {
      while (!closed.get()) {
        listener.received(Frames.read(in));
      }
    } catch (IOException e) {
      // The other side is gone, or no part of this.
    }
    close();
  }

  /** Says all that is to be said, and closes. */
  public void finish() {
    outgoing.add(new Outgoing.End());
  }

  /** Closes at once. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      outgoing.add(new Outgoing.End());
      try {
        socket.close();
      } catch (IOException e) {
        // Then it is of no use either.
      }
      listener.closed();
    }
  }
}
