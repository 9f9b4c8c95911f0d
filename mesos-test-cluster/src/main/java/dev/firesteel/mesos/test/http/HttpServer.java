package dev.firesteel.mesos.test.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Iterator;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Listens at many addresses with one thread; connections have threads of their own while they last.
 * Safe for use by several threads.
 */
public final class HttpServer implements AutoCloseable {
  /** Short, so that whoever looks for threads that were left behind finds none of these. */
  private static final Duration IDLE = Duration.ofMillis(500);

  private final Selector selector;
  private final ExecutorService threads;
  private final Thread acceptor;
  private final Queue<Runnable> forAcceptor = new ConcurrentLinkedQueue<>();

  private HttpServer(Selector selector) {
    this.selector = selector;
    this.threads =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE.toMillis(),
            TimeUnit.MILLISECONDS,
            new SynchronousQueue<>(),
            task -> {
              Thread thread = new Thread(task, "mesos-double-http");
              thread.setDaemon(true);
              return thread;
            });
    this.acceptor = new Thread(this::accept, "mesos-double-accept");
    this.acceptor.setDaemon(true);
  }

  /** Starts one that listens nowhere yet. */
  public static HttpServer start() {
    try {
      HttpServer server = new HttpServer(Selector.open());
      server.acceptor.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot open a selector", e);
    }
  }

  /**
   * Listens at one more address.
   *
   * @param address with port 0 for any that is free
   * @throws UncheckedIOException if it cannot be bound
   */
  public Listener listen(InetSocketAddress address, HttpHandler handler) {
    try {
      ServerSocketChannel channel = ServerSocketChannel.open();
      try {
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        channel.bind(address, 256);
        channel.configureBlocking(false);
      } catch (IOException e) {
        channel.close();
        throw e;
      }
      Listener listener = new Listener(channel, handler);
      onAcceptor(() -> register(channel, listener));
      return listener;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot listen at " + address, e);
    }
  }

  private void register(ServerSocketChannel channel, Listener listener) {
    try {
      channel.register(selector, SelectionKey.OP_ACCEPT, listener);
    } catch (ClosedChannelException e) {
      // It was closed meanwhile.
    }
  }

  private void onAcceptor(Runnable task) {
    forAcceptor.add(task);
    selector.wakeup();
  }

  private void accept() {
    try {
      while (selector.isOpen()) {
        selector.select();
        for (Runnable task = forAcceptor.poll(); task != null; task = forAcceptor.poll()) {
          task.run();
        }
        Iterator<SelectionKey> keys = selector.selectedKeys().iterator();
        while (keys.hasNext()) {
          SelectionKey key = keys.next();
          keys.remove();
          accept(key);
        }
      }
    } catch (ClosedSelectorException e) {
      // The end.
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot accept connections any more", e);
    }
  }

  private void accept(SelectionKey key) {
    Listener listener = (Listener) key.attachment();
    if (listener == null || !key.isValid()) {
      return;
    }
    try {
      SocketChannel channel = ((ServerSocketChannel) key.channel()).accept();
      if (channel != null) {
        channel.configureBlocking(true);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        serve(listener, channel.socket());
      }
    } catch (IOException e) {
      // It went away before it was accepted.
    }
  }

  private void serve(Listener listener, Socket socket) throws IOException {
    Connection connection = new Connection(socket, listener.handler(), threads);
    if (!listener.add(connection)) {
      socket.close();
      return;
    }
    try {
      threads.execute(
          () -> {
            try {
              connection.run();
            } finally {
              listener.remove(connection);
            }
          });
    } catch (RejectedExecutionException e) {
      socket.close();
    }
  }

  /** Ends all threads; listeners are to be closed before. */
  @Override
  public void close() {
    try {
      selector.close();
      acceptor.join();
      threads.shutdownNow();
      var unused = threads.awaitTermination(5, TimeUnit.SECONDS);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot close the selector", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One address. */
  public final class Listener implements AutoCloseable {
    private final ServerSocketChannel channel;
    private final HttpHandler handler;
    private final InetSocketAddress address;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private Listener(ServerSocketChannel channel, HttpHandler handler) throws IOException {
      this.channel = channel;
      this.handler = handler;
      this.address = (InetSocketAddress) channel.getLocalAddress();
    }

    private HttpHandler handler() {
      return handler;
    }

    /** Where it listens. */
    public InetSocketAddress address() {
      return address;
    }

    private boolean add(Connection connection) {
      connections.add(connection);
      if (closed) {
        connections.remove(connection);
        return false;
      }
      return true;
    }

    private void remove(Connection connection) {
      connections.remove(connection);
    }

    /** Breaks all its connections; it goes on listening. */
    public void breakConnections() {
      for (Connection each : connections) {
        each.breakOff();
      }
    }

    /** Stops listening and breaks all connections, as when a process dies. */
    @Override
    public void close() {
      closed = true;
      CompletableFuture<Boolean> free = new CompletableFuture<>();
      onAcceptor(
          () -> {
            try {
              channel.close();
              // A closed channel keeps its port until the selector has looked.
              selector.selectNow();
              free.complete(true);
            } catch (IOException e) {
              free.completeExceptionally(e);
            }
          });
      breakConnections();
      free.join();
    }
  }
}
