package dev.firesteel.backend.mesos.submit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.backend.mesos.detect.HostPort;
import dev.firesteel.backend.mesos.detect.LeaderDetector;
import dev.firesteel.backend.mesos.detect.MesosMaster;
import dev.firesteel.backend.mesos.dispatcher.http.About;
import dev.firesteel.backend.mesos.wire.MasterAccess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Asks the leading master for the framework that is a dispatcher, and takes the address of its page
 * ({@code webui_url}) from there.
 *
 * @see <a href="https://mesos.apache.org/documentation/latest/endpoints/master/frameworks/">Mesos:
 *     /frameworks</a>
 */
final class DispatcherSearch {
  private static final int MOST_REDIRECTIONS = 3;

  private final MesosMaster master;
  private final LeaderDetector.Naming naming;
  private final MasterAccess access;
  private final HttpClient http;
  private final Duration patience;

  /** Asks so; each answer may take {@code patience}, and a leader twice that to be found. */
  DispatcherSearch(
      MesosMaster master,
      LeaderDetector.Naming naming,
      MasterAccess access,
      HttpClient http,
      Duration patience) {
    this.master = master;
    this.naming = naming;
    this.access = access;
    this.http = http;
    this.patience = patience;
  }

  /**
   * Finds it.
   *
   * @throws FiresteelException if the master cannot be asked, or knows none or several
   */
  URI find() throws InterruptedException {
    String last = "nobody leads";
    for (HostPort candidate : candidates()) {
      try {
        return dispatcher(frameworks(candidate));
      } catch (IOException e) {
        last = candidate + " does not tell: " + e;
      }
    }
    throw failed(
        ErrorCategory.CLUSTER, last, "check --master, or set " + SubmitKeys.DISPATCHER, null);
  }

  private List<HostPort> candidates() throws InterruptedException {
    CompletableFuture<List<HostPort>> found = new CompletableFuture<>();
    AtomicReference<String> why = new AtomicReference<>("no master leads");
    try (LeaderDetector detector = LeaderDetector.of(master, naming)) {
      detector.start(
          new LeaderDetector.Listener() {
            @Override
            public void leader(List<HostPort> candidates) {
              found.complete(candidates);
            }

            @Override
            public void none(String reason) {
              why.set(reason);
            }
          });
      return found.get(2 * patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw failed(
          ErrorCategory.CLUSTER,
          String.valueOf(why.get()),
          "check --master, or set " + SubmitKeys.DISPATCHER,
          e);
    }
  }

  private JsonNode frameworks(HostPort candidate) throws IOException, InterruptedException {
    HostPort at = candidate;
    for (int i = 0; i <= MOST_REDIRECTIONS; i++) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(access.uri(at, "/frameworks")).timeout(patience).GET();
      access.authorization().ifPresent(value -> request.header("Authorization", value));
      HttpResponse<byte[]> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      int status = answer.statusCode();
      if (status == 200) {
        return new ObjectMapper().readTree(answer.body()).path("frameworks");
      }
      if (status == 401 || status == 403) {
        throw failed(
            ErrorCategory.SECURITY,
            "the master does not tell its frameworks to this principal",
            "check firesteel.mesos.principal and firesteel.mesos.secret-file, or set "
                + SubmitKeys.DISPATCHER,
            null);
      }
      if (status != 307) {
        throw new IOException("it answered " + status);
      }
      at =
          answer
              .headers()
              .firstValue("Location")
              .flatMap(HostPort::ofLocation)
              .orElseThrow(() -> new IOException("it redirects to nowhere"));
    }
    throw new IOException("it redirects in a circle");
  }

  private URI dispatcher(JsonNode frameworks) {
    TreeSet<String> there = new TreeSet<>();
    boolean away = false;
    for (JsonNode each : frameworks) {
      if (each.path("name").asText().equals(About.NAME)) {
        String page = each.path("webui_url").asText();
        if (each.path("active").asBoolean() && page.matches("https?://[^/?#\\s@]+/?")) {
          there.add(page);
        } else {
          away = true;
        }
      }
    }
    if (there.size() > 1) {
      throw failed(
          ErrorCategory.CONFIGURATION,
          "there are several: " + String.join(", ", there),
          "choose one by " + SubmitKeys.DISPATCHER,
          null);
    }
    if (there.isEmpty()) {
      throw failed(
          away ? ErrorCategory.CLUSTER : ErrorCategory.CONFIGURATION,
          away ? "the one that the master knows is away" : "the master knows none",
          "start one with firesteel dispatcher --master "
              + master
              + ", or set "
              + SubmitKeys.DISPATCHER,
          null);
    }
    return URI.create(there.first());
  }

  private FiresteelException failed(
      ErrorCategory category, String why, String advice, @Nullable Exception cause) {
    return new FiresteelException(
        category,
        "Cannot find the dispatcher of " + master + ": " + why + " (" + advice + ")",
        cause);
  }
}
