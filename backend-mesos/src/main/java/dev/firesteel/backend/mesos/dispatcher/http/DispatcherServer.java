package dev.firesteel.backend.mesos.dispatcher.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.DriverHost;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.backend.mesos.dispatcher.Drivers;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * The service of a dispatcher: it has its address from the beginning, and answers once it is
 * started. Safe for any thread.
 */
public final class DispatcherServer implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger(DispatcherServer.class);

  /** Requests that are answered at a time; more of them wait. */
  private static final int THREADS = 128;

  /** How long a client may take for a request's head, which comes in one piece as a rule. */
  private static final Duration HEAD = Duration.ofSeconds(20);

  /** How long a client may be silent within a request or an answer. */
  private static final Duration SILENCE = Duration.ofMinutes(2);

  private static final int BACKLOG = 1024;
  private static final int NO_BODY = -1;

  private final HttpServer http;
  private final Doorkeeper doorkeeper;
  private final URI address;
  private final ThreadPoolExecutor threads;
  private final ScheduledExecutorService cleaning;
  private final ScheduledExecutorService looking;
  private final SlowClients slow;

  private DispatcherServer(
      HttpServer http, Doorkeeper doorkeeper, String advertised, SlowClients slow) {
    this.http = http;
    this.slow = slow;
    this.doorkeeper = doorkeeper;
    String host = advertised.contains(":") ? "[" + advertised + "]" : advertised;
    address = URI.create("http://" + host + ":" + http.getAddress().getPort());
    threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            5,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            DispatcherServer::daemon);
    threads.allowCoreThreadTimeOut(true);
    cleaning = Executors.newSingleThreadScheduledExecutor(DispatcherServer::daemon);
    looking = Executors.newSingleThreadScheduledExecutor(DispatcherServer::daemon);
    http.setExecutor(exchange -> threads.execute(() -> slow.exchange(exchange)));
  }

  /**
   * Takes its port; who connects has to wait.
   *
   * @throws FiresteelException (CONFIGURATION) if the port is taken, or the secret cannot be read
   */
  public static DispatcherServer bind(Config config) {
    return bind(config, new SlowClients(HEAD, SILENCE));
  }

  static DispatcherServer bind(Config config, SlowClients slow) {
    DriverHost host = DriverHost.of(config);
    int port = config.get(ServiceKeys.PORT);
    Doorkeeper doorkeeper = Doorkeeper.of(config);
    try {
      HttpServer http = HttpServer.create(new InetSocketAddress(host.bind(), port), BACKLOG);
      return new DispatcherServer(http, doorkeeper, host.advertised(), slow);
    } catch (IOException e) {
      throw new FiresteelException(
          ErrorCategory.CONFIGURATION,
          "Cannot listen on "
              + host.bind()
              + ":"
              + port
              + ": "
              + e.getMessage()
              + " (another dispatcher may run here; set "
              + ServiceKeys.PORT
              + " to a free port, or firesteel.driver.bind-address to an address of this machine)",
          e);
    }
  }

  /** Where clients and agents find it, as {@code http://host:port}. */
  public URI address() {
    return address;
  }

  /** Where agents fetch an uploaded file, without the {@code HASH/NAME} at its end. */
  public URI files() {
    return URI.create(address + "/files/");
  }

  /** Answers from now on. Once. */
  public void start(Drivers drivers, UploadDirectory uploads, Supplier<About> about) {
    if (doorkeeper.authorization().isEmpty()) {
      LOG.warn(
          "Whoever reaches {} can run programs on the cluster, as its user: there is no {}",
          address,
          ServiceKeys.SECRET_FILE);
    }
    Clock clock = Clock.systemUTC();
    ServiceJson json = new ServiceJson();
    Routes routes =
        new Routes(
            doorkeeper,
            about,
            new DriverRoutes(drivers, uploads, clock, json),
            new FileRoutes(uploads),
            json);
    http.createContext("/", exchange -> answer(exchange, routes));
    UploadCleaning old = new UploadCleaning(uploads, drivers, clock);
    again(cleaning, old::run, Duration.ofMinutes(1), Duration.ofHours(1));
    again(looking, slow::look, Duration.ofSeconds(1), Duration.ofSeconds(1));
    // the thread that starts it hands its being a daemon on to the one that listens
    Thread starter = daemon(http::start);
    starter.start();
    try {
      starter.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void again(
      ScheduledExecutorService by, Runnable work, Duration first, Duration pause) {
    var unused =
        by.scheduleWithFixedDelay(work, first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void answer(HttpExchange exchange, Routes routes) {
    slow.headIsThere();
    String path = exchange.getRequestURI().getRawPath();
    try (Closeable end = () -> close(exchange)) {
      send(answered(exchange, routes), exchange);
    } catch (IOException e) {
      LOG.debug("Cannot answer {} at {}: {}", path, exchange.getRemoteAddress(), e.toString());
    }
  }

  /** Reads what is left of the request, too. */
  private void close(HttpExchange exchange) throws IOException {
    var unused =
        slow.waiting(
            () -> {
              exchange.close();
              return exchange;
            });
  }

  private Answer answered(HttpExchange exchange, Routes routes) throws IOException {
    Ask ask = ask(exchange);
    try {
      return routes.answer(ask, header(exchange, "Authorization"));
    } catch (RuntimeException e) {
      LOG.error("Cannot answer {} {}", ask.method(), ask.path(), e);
      return Answer.sentence(500, "The dispatcher failed, which its log tells: " + e);
    }
  }

  private Ask ask(HttpExchange exchange) {
    URI uri = exchange.getRequestURI();
    return new Ask(
        exchange.getRequestMethod(),
        String.valueOf(uri.getRawPath()).replaceFirst("^/", "").replaceFirst("/$", ""),
        Optional.ofNullable(uri.getRawQuery()).orElse(""),
        header(exchange, Answer.CONTENT_TYPE),
        slow.reading(exchange.getRequestBody()));
  }

  private static String header(HttpExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
  }

  private void send(Answer answer, HttpExchange exchange) throws IOException {
    boolean head = exchange.getRequestMethod().equals("HEAD");
    answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    if (head) {
      exchange.getResponseHeaders().set("Content-Length", Long.toString(answer.length()));
    }
    boolean bare = head || answer.length() == 0;
    exchange.sendResponseHeaders(answer.status(), bare ? NO_BODY : answer.length());
    if (!bare) {
      answer.body().writeTo(slow.writing(exchange.getResponseBody()));
    }
  }

  /** Answers no more; its port is free. Repeatable. */
  @Override
  public void close() {
    cleaning.shutdownNow();
    looking.shutdownNow();
    http.stop(0);
    threads.shutdownNow();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "firesteel-dispatcher");
    thread.setDaemon(true);
    return thread;
  }
}
