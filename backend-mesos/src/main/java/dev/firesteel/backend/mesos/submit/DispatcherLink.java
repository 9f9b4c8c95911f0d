package dev.firesteel.backend.mesos.submit;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.backend.mesos.dispatcher.DriverOrder;
import dev.firesteel.backend.mesos.dispatcher.LogPiece;
import dev.firesteel.backend.mesos.dispatcher.UploadUri;
import dev.firesteel.backend.mesos.dispatcher.http.About;
import dev.firesteel.backend.mesos.dispatcher.http.DriverReport;
import dev.firesteel.backend.mesos.dispatcher.http.ServiceJson;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a client asks of a dispatcher, over HTTP. For one thread. */
final class DispatcherLink {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** Before anybody has answered as a dispatcher. */
  private static final int MOST_TRIES = 10;

  /** Of one that was there: as long as whoever waits for a driver's end goes on asking. */
  private static final int MOST_TRIES_AGAIN = 120;

  private static final String MEET = "ask the dispatcher";
  private static final String JSON = "application/json";

  private final HttpClient http;
  private final DispatcherAddress address;
  private final Optional<String> authorization;
  private final Consumer<Duration> pause;
  private final ServiceJson json = new ServiceJson();
  private Optional<URI> known = Optional.empty();
  private boolean hasAnswered;

  /**
   * A link.
   *
   * @param authorization the header that shows the dispatcher's secret, if there is one
   * @param pause waits
   */
  DispatcherLink(
      HttpClient http,
      DispatcherAddress address,
      Optional<String> authorization,
      Consumer<Duration> pause) {
    this.http = http;
    this.address = address;
    this.authorization = authorization;
    this.pause = pause;
  }

  /**
   * Orders a driver; again if the answer was lost, since the order's key makes it one order. Who
   * orders anew has another key: a failure says so if the order may have been taken.
   */
  DriverReport submit(DriverOrder order) {
    byte[] body = json.write(order);
    String what = "submit " + order.name();
    boolean sent = false;
    boolean open = false;
    for (int tries = 1; ; tries++) {
      try {
        HttpRequest.Builder request = request("/v1/drivers");
        sent = true;
        HttpResponse<byte[]> answer =
            send(
                what,
                request
                    .timeout(PATIENCE)
                    .header("Content-Type", JSON)
                    .POST(BodyPublishers.ofByteArray(body)));
        return report(what, answer);
      } catch (FiresteelException e) {
        boolean again = e.category() == ErrorCategory.TRANSIENT;
        open |= sent && (again || e.category() == ErrorCategory.CANCELLED);
        if (!again || tries >= (known.isPresent() ? MOST_TRIES_AGAIN : MOST_TRIES)) {
          throw open ? mayBeTaken(e) : e;
        }
        pause.accept(PAUSE);
      }
    }
  }

  private static FiresteelException mayBeTaken(FiresteelException e) {
    return new FiresteelException(
        e.category(),
        e.getMessage()
            + "; the order may have been taken: before it is submitted again, look whether it is"
            + " there (firesteel list --master URL)",
        e);
  }

  /** All drivers, the newest first. */
  List<DriverReport> list() {
    String what = "list drivers";
    HttpResponse<byte[]> answer = send(what, request("/v1/drivers").timeout(PATIENCE).GET());
    return understood(what, succeeded(what, answer), json::reports);
  }

  /** A driver, unless it is unknown. */
  Optional<DriverReport> find(String id) {
    String what = "tell the status of " + id;
    return unlessUnknown(what, send(what, request(driver(id)).timeout(PATIENCE).GET()));
  }

  /** Ends a driver, unless it is unknown. */
  Optional<DriverReport> kill(String id) {
    String what = "kill " + id;
    return unlessUnknown(what, send(what, request(driver(id)).timeout(PATIENCE).DELETE()));
  }

  private Optional<DriverReport> unlessUnknown(String what, HttpResponse<byte[]> answer) {
    return answer.statusCode() == 404 ? Optional.empty() : Optional.of(report(what, answer));
  }

  /** Whether a file has been uploaded already, and as a program if it is one here. */
  Presence presence(UploadUri file, Path content) {
    String what = "look for the file " + file.name();
    HttpResponse<byte[]> answer =
        send(
            what,
            request("/v1/files/" + file.path() + "?executable=" + Files.isExecutable(content))
                .timeout(PATIENCE)
                .method("HEAD", BodyPublishers.noBody()));
    return switch (answer.statusCode()) {
      case 404 -> Presence.MISSING;
      case 409 -> Presence.NOT_EXECUTABLE;
      default -> {
        var unused = succeeded(what, answer);
        yield Presence.THERE;
      }
    };
  }

  /** Lets agents execute a file that is there. */
  void makeExecutable(UploadUri file) {
    String what = "make " + file.name() + " executable";
    var unused =
        succeeded(
            what,
            send(
                what,
                request("/v1/files/" + file.path() + "?executable=true")
                    .timeout(PATIENCE)
                    .PUT(BodyPublishers.noBody())));
  }

  /** Uploads a file; see there for {@code salt}. */
  void put(UploadUri file, String salt, Path content) throws IOException {
    String what = "upload " + content;
    String query =
        "?executable="
            + Files.isExecutable(content)
            + (salt.isEmpty() ? "" : "&salt=" + encoded(salt));
    var unused =
        succeeded(
            what,
            send(
                what,
                request("/v1/files/" + file.path() + query).PUT(BodyPublishers.ofFile(content))));
  }

  /**
   * Reads a piece of a log.
   *
   * @param name {@code stdout} or {@code stderr}
   */
  LogPiece log(String id, String name, long offset) {
    String what = "read " + name + " of " + id;
    HttpResponse<byte[]> answer =
        succeeded(
            what,
            send(
                what,
                request(driver(id) + "/logs/" + name + "?offset=" + offset)
                    .timeout(PATIENCE)
                    .GET()));
    return new LogPiece(
        answer.body(),
        answer.headers().firstValueAsLong("Firesteel-Next").orElse(offset + answer.body().length),
        answer.headers().firstValue("Firesteel-More").map("true"::equals).orElse(false));
  }

  private static String driver(String id) {
    return "/v1/drivers/" + encoded(id);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private HttpRequest.Builder request(String path) {
    URI at = found();
    if (!known.equals(Optional.of(at))) {
      meet(at);
      known = Optional.of(at);
    }
    return request(at, path);
  }

  /** One that was there once may be away for a while, and so may the master that knows it. */
  private URI found() {
    try {
      return address.find();
    } catch (FiresteelException e) {
      boolean away =
          e.category() == ErrorCategory.CLUSTER || e.category() == ErrorCategory.CONFIGURATION;
      throw known.isPresent() && away
          ? new FiresteelException(ErrorCategory.TRANSIENT, String.valueOf(e.getMessage()), e)
          : e;
    }
  }

  private HttpRequest.Builder request(URI at, String path) {
    HttpRequest.Builder request = plain(at, path);
    authorization.ifPresent(value -> request.header("Authorization", value));
    return request;
  }

  private static HttpRequest.Builder plain(URI at, String path) {
    return HttpRequest.newBuilder(URI.create(at.toString().replaceFirst("/$", "") + path));
  }

  /** Who does not answer as a dispatcher is told nothing, and is not shown the secret. */
  private void meet(URI at) {
    HttpResponse<byte[]> answer = send(MEET, plain(at, "/v1").timeout(PATIENCE).GET());
    boolean understands = List.of(200, 401, 403, 503).contains(answer.statusCode());
    if (!understands
        || !understood(MEET, succeeded(MEET, answer), json::about).name().equals(About.NAME)) {
      throw noDispatcher(MEET, answer, null);
    }
  }

  private HttpResponse<byte[]> send(String what, HttpRequest.Builder builder) {
    HttpRequest request = builder.build();
    String at = request.uri().getScheme() + "://" + request.uri().getAuthority();
    try {
      HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      hasAnswered = true;
      return answer;
    } catch (IOException e) {
      address.forget();
      throw unanswered(what, at, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FiresteelException(ErrorCategory.CANCELLED, "Cannot " + what + ": interrupted", e);
    }
  }

  /** One that has answered before will do so again, as after a new start. */
  private FiresteelException unanswered(String what, String at, IOException e) {
    boolean nobody = e instanceof ConnectException;
    String why =
        nobody
            ? "nobody listens at " + at
            : e instanceof HttpTimeoutException
                ? at + " does not answer in time"
                : "the connection to " + at + " broke: " + e;
    return new FiresteelException(
        nobody && !hasAnswered ? ErrorCategory.CONFIGURATION : ErrorCategory.TRANSIENT,
        "Cannot "
            + what
            + ": "
            + why
            + " (the dispatcher must run there: firesteel dispatcher; or correct "
            + SubmitKeys.DISPATCHER
            + ")",
        e);
  }

  private DriverReport report(String what, HttpResponse<byte[]> answer) {
    return understood(what, succeeded(what, answer), json::report);
  }

  private static HttpResponse<byte[]> succeeded(String what, HttpResponse<byte[]> answer) {
    int status = answer.statusCode();
    if (status == 200 || status == 201) {
      return answer;
    }
    String told = new String(answer.body(), StandardCharsets.UTF_8).strip();
    ErrorCategory category =
        switch (status) {
          case 400, 413, 415 -> ErrorCategory.CONFIGURATION;
          case 401, 403 -> ErrorCategory.SECURITY;
          case 404 -> ErrorCategory.INPUT_OUTPUT;
          case 429 -> ErrorCategory.RESOURCES;
          case 502, 503, 504 -> ErrorCategory.TRANSIENT;
          default -> ErrorCategory.CLUSTER;
        };
    throw failed(
        category,
        what,
        status == 401
            ? "the dispatcher does not accept its secret, or that there is none"
                + " (firesteel.mesos.dispatcher.secret-file must name the dispatcher's)"
            : told.isEmpty() ? "the dispatcher answered " + status : told,
        null);
  }

  private static <T> T understood(String what, HttpResponse<byte[]> answer, Reading<T> reading) {
    try {
      return reading.read(answer.body());
    } catch (IOException e) {
      throw noDispatcher(what, answer, e);
    }
  }

  private static FiresteelException noDispatcher(
      String what, HttpResponse<byte[]> answer, @Nullable Exception cause) {
    return failed(
        ErrorCategory.CONFIGURATION,
        what,
        "what answers at "
            + answer.uri().getAuthority()
            + " is no dispatcher of Firesteel (correct "
            + SubmitKeys.DISPATCHER
            + ")",
        cause);
  }

  private static FiresteelException failed(
      ErrorCategory category, String what, String why, @Nullable Exception cause) {
    return new FiresteelException(category, "Cannot " + what + ": " + why, cause);
  }

  /** What the dispatcher has of a file. */
  enum Presence {
    MISSING,
    /** It is there, and to be made executable. */
    NOT_EXECUTABLE,
    THERE
  }

  private interface Reading<T> {
    T read(byte[] json) throws IOException;
  }
}
