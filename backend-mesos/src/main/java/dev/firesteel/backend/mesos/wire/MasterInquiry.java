package dev.firesteel.backend.mesos.wire;

import dev.firesteel.backend.mesos.detect.HostPort;
import dev.firesteel.backend.mesos.detect.LeaderDetector;
import dev.firesteel.backend.mesos.detect.MesosMaster;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Reads a resource of the leading master: asks candidates one after the other, and whom they point
 * to. What fails is told as it is of a subscription.
 */
public final class MasterInquiry {
  private final MesosMaster master;
  private final LeaderDetector.Naming naming;
  private final MasterAccess access;
  private final HttpClient http;
  private final Duration patience;

  /** Asks so; each answer may take {@code patience}, and a leader twice that to be found. */
  public MasterInquiry(
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

  /** Understands a resource. */
  public interface Reading<T> {
    /**
     * Reads the body of an answer.
     *
     * @throws IOException if it is not what it should be
     */
    T read(byte[] body) throws IOException;
  }

  /**
   * Asks.
   *
   * @param path of the resource
   * @throws NoAnswerException if nobody answers as a leading master does
   */
  public <T> T ask(String path, Reading<T> reading) throws NoAnswerException, InterruptedException {
    Round round = new Round(candidates(), master instanceof MesosMaster.Listed);
    for (Optional<HostPort> at = round.next(); at.isPresent(); at = round.next()) {
      Optional<T> answer = ask(at.get(), path, reading, round);
      if (answer.isPresent()) {
        return answer.get();
      }
    }
    throw new NoAnswerException(round.failure());
  }

  private <T> Optional<T> ask(HostPort at, String path, Reading<T> reading, Round round)
      throws NoAnswerException, InterruptedException {
    try {
      HttpResponse<byte[]> answer =
          http.send(request(at, path), HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() == 200) {
        return Optional.of(reading.read(answer.body()));
      }
      refused(at, answer, round);
    } catch (IOException | IllegalArgumentException e) { // the latter: a name that is none in a URI
      round.failed(at, Breakages.of(e));
    }
    return Optional.empty();
  }

  private HttpRequest request(HostPort at, String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(access.uri(at, path)).timeout(patience);
    access.authorization().ifPresent(value -> request.header("Authorization", value));
    return request.build();
  }

  private static void refused(HostPort at, HttpResponse<byte[]> response, Round round)
      throws NoAnswerException {
    Transport.Answer answer =
        new Transport.Answer(
            response.statusCode(),
            new String(response.body(), StandardCharsets.UTF_8).strip(),
            response.headers().firstValue("Location"));
    Optional<HostPort> to = Answers.redirection(answer);
    if (to.isPresent()) {
      round.redirected(at, to.get());
      return;
    }
    Failure failure = Answers.resource(answer);
    if (failure.kind() == Failure.Kind.FINAL) {
      throw new NoAnswerException(failure);
    }
    round.failed(at, failure);
  }

  private List<HostPort> candidates() throws NoAnswerException, InterruptedException {
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
      throw new NoAnswerException(Failure.passing(String.valueOf(why.get()), "check --master"));
    }
  }
}
