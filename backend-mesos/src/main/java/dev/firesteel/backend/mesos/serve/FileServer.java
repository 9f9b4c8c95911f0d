package dev.firesteel.backend.mesos.serve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.firesteel.api.config.DriverHost;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.shipping.Digest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Serves what was registered, under names that cannot be guessed, and nothing else: no listing, no
 * directory, GET and HEAD only. Agents ask by HEAD how much room a file takes in their caches. Safe
 * for any thread.
 */
final class FileServer implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger(FileServer.class);

  /** Agents that fetch at a time; more of them wait. */
  private static final int THREADS = 128;

  private static final int BACKLOG = 1024;
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int NOT_ALLOWED = 405;
  private static final int NO_BODY = -1;

  private final HttpServer http;
  private final ThreadPoolExecutor threads;
  private final String root;
  private final Map<String, Served> files = new ConcurrentHashMap<>();

  private FileServer(HttpServer http, String advertised) {
    this.http = http;
    threads =
        new ThreadPoolExecutor(
            THREADS, THREADS, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), FileServer::daemon);
    threads.allowCoreThreadTimeOut(true);
    String host = advertised.contains(":") ? "[" + advertised + "]" : advertised;
    root = "http://" + host + ":" + http.getAddress().getPort();
    http.setExecutor(threads);
    http.createContext("/", this::answer);
  }

  /**
   * Listens.
   *
   * @param port the port, or 0 for any free one
   * @throws FiresteelException if it cannot
   */
  static FileServer start(DriverHost host, int port) {
    try {
      HttpServer http = HttpServer.create(new InetSocketAddress(host.bind(), port), BACKLOG);
      FileServer server = new FileServer(http, host.advertised());
      // the thread that starts it hands its being a daemon on to the one that listens
      Thread starter = daemon(http::start);
      starter.start();
      starter.join();
      return server;
    } catch (IOException e) {
      throw new FiresteelException(
          ErrorCategory.CONFIGURATION,
          "Cannot serve files to Mesos' agents on "
              + host.bind()
              + ":"
              + port
              + ": "
              + e.getMessage()
              + " (set "
              + ServeKeys.FILE_PORT
              + " to a free port, or firesteel.driver.bind-address to an address of this machine)",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FiresteelException(
          ErrorCategory.CANCELLED, "Cannot serve files to Mesos' agents: interrupted", e);
    }
  }

  /** Serves content from now on. */
  URI serve(Digest name, String as, Served content) {
    String encoded = URLEncoder.encode(as, StandardCharsets.UTF_8).replace("+", "%20");
    String path = "/" + name.hex() + "/" + encoded;
    files.put(path, content);
    return URI.create(root + path);
  }

  private void answer(HttpExchange exchange) {
    String path = exchange.getRequestURI().getRawPath();
    try (exchange) {
      Served file = files.get(path);
      String method = exchange.getRequestMethod();
      boolean head = method.equals("HEAD");
      if (!head && !method.equals("GET")) {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        exchange.sendResponseHeaders(NOT_ALLOWED, NO_BODY);
      } else if (file == null) {
        exchange.sendResponseHeaders(NOT_FOUND, NO_BODY);
      } else {
        send(file, head, exchange);
      }
    } catch (IOException | RuntimeException e) {
      LOG.debug("Cannot serve {} to {}: {}", path, exchange.getRemoteAddress(), e.toString());
    }
  }

  private static void send(Served file, boolean head, HttpExchange exchange) throws IOException {
    long size = file.size();
    exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
    if (head) {
      exchange.getResponseHeaders().set("Content-Length", Long.toString(size));
    }
    exchange.sendResponseHeaders(OK, head || size == 0 ? NO_BODY : size);
    if (!head && size > 0) {
      file.writeTo(exchange.getResponseBody());
    }
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "firesteel-mesos-files");
    thread.setDaemon(true);
    return thread;
  }
}
