package dev.firesteel.engine.control;

import dev.firesteel.api.backend.FinalStatus;
import dev.firesteel.api.id.ApplicationId;
import dev.firesteel.dataset.status.SessionStatus;
import dev.firesteel.dataset.status.TimeSpan;
import dev.firesteel.scheduler.driver.Driver;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.jspecify.annotations.Nullable;

/**
 * Answers this user's questions about a session and ends it on request, on a socket in the {@link
 * RunDirectory}. One thread of its own does all. It binds the socket only when the session is open
 * for a while, so that short programs do not pay for it.
 *
 * <p>A request is one line, {@code about}, {@code status text}, {@code status json} or {@code
 * kill}; the reply is a line {@code ok}, or {@code error} with a sentence, then the text, up to the
 * end.
 */
public final class ControlDesk implements AutoCloseable {
  private static final long QUIET_MILLIS = 500;
  private static final Duration REQUEST_LIMIT = Duration.ofSeconds(5);
  private static final long STATUS_SECONDS = 10;

  private final ApplicationId application;
  private final String name;
  private final String master;
  private final RunDirectory directory;
  private final long openedAt = System.nanoTime();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile @Nullable ServerSocketChannel server;

  /** A desk of this user that does not answer yet. */
  public ControlDesk(ApplicationId application, String name, String master) {
    this(application, name, master, RunDirectory.ofUser());
  }

  ControlDesk(ApplicationId application, String name, String master, RunDirectory directory) {
    this.application = application;
    this.name = name;
    this.master = master;
    this.directory = directory;
  }

  /** Answers for a driver until this is closed; begins after half a second. */
  public void serve(Driver driver) {
    start(driver, QUIET_MILLIS);
  }

  void start(Driver driver, long quietMillis) {
    Thread thread = new Thread(() -> run(driver, quietMillis), "firesteel-control");
    thread.setDaemon(true);
    thread.start();
  }

  private void run(Driver driver, long quietMillis) {
    try {
      if (!closed.await(quietMillis, TimeUnit.MILLISECONDS)) {
        listen(driver);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      if (closed.getCount() > 0) {
        LogManager.getLogger(ControlDesk.class)
            .info("firesteel status and kill cannot reach {}: {}", application, e.toString());
      }
    }
  }

  private void listen(Driver driver) throws IOException {
    try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      directory.create();
      channel.bind(UnixDomainSocketAddress.of(socket()));
      server = channel;
      while (closed.getCount() > 0) {
        answer(channel.accept(), driver);
      }
    } finally {
      remove();
    }
  }

  private Path socket() {
    return directory.socket(application.value());
  }

  private void remove() {
    try {
      Files.deleteIfExists(socket());
    } catch (IOException e) {
      LogManager.getLogger(ControlDesk.class).debug("Cannot remove {}: {}", socket(), e.toString());
    }
    directory.deleteIfEmpty();
  }

  private void answer(SocketChannel client, Driver driver) {
    try (Exchange exchange = new Exchange(client, REQUEST_LIMIT)) {
      exchange.write(reply(exchange.line(), driver));
    } catch (IOException e) {
      // whoever asked has gone
    }
  }

  private String reply(String request, Driver driver) {
    try {
      return switch (request) {
        case "about" -> "ok\n" + about(driver);
        case "status text" -> "ok\n" + header() + status(driver).text();
        case "status json" -> "ok\n" + status(driver).json() + "\n";
        case "kill" -> kill(driver);
        default -> "error unknown request '" + request + "'\n";
      };
    } catch (Exception e) {
      return "error " + e.getMessage() + "\n";
    }
  }

  private String about(Driver driver) throws Exception {
    return String.join("\t", name, master, age(), Integer.toString(status(driver).jobs().size()));
  }

  private String header() {
    return application + " '" + name + "' on " + master + " for " + age() + "\n";
  }

  private String age() {
    return TimeSpan.text(Duration.ofNanos(System.nanoTime() - openedAt));
  }

  private static SessionStatus status(Driver driver) throws Exception {
    return driver.status().toCompletableFuture().get(STATUS_SECONDS, TimeUnit.SECONDS);
  }

  private static String kill(Driver driver) {
    driver.close(FinalStatus.KILLED, "it was killed with firesteel kill");
    return "ok\n";
  }

  @Override
  public void close() {
    closed.countDown();
    ServerSocketChannel open = server;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        LogManager.getLogger(ControlDesk.class).debug("Cannot close {}: {}", open, e.toString());
      }
      remove();
    }
  }
}
