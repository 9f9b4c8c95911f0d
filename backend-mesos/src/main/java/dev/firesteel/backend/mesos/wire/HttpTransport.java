package dev.firesteel.backend.mesos.wire;

import dev.firesteel.backend.mesos.detect.HostPort;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * The v1 scheduler API over the JDK's HTTP client: HTTP/1.1, protobuf both ways, proof of identity
 * with the first request. The client's work is done on the wire's thread, so what comes needs no
 * further hop.
 *
 * @see <a href="https://mesos.apache.org/documentation/latest/scheduler-http-api/">Mesos: Scheduler
 *     HTTP API</a>
 */
final class HttpTransport implements Transport {
  private static final String PROTOBUF = "application/x-protobuf";

  private final MasterAccess access;
  private final HttpClient client;
  private final Duration patience;
  private final Executor thread;

  /** Speaks so; an answer may take {@code patience}. */
  HttpTransport(MasterAccess access, Duration patience, Executor thread) {
    this.access = access;
    this.client = access.client(thread);
    this.patience = patience;
    this.thread = thread;
  }

  @Override
  public Stream subscribe(HostPort at, byte[] call, StreamListener listener) {
    HttpStream stream = new HttpStream(listener, thread);
    try {
      stream.begun(client.sendAsync(request(at, call).build(), stream::head));
    } catch (IllegalArgumentException e) { // a host's name that is none in a URI
      thread.execute(() -> listener.broken(e));
    }
    return stream;
  }

  @Override
  public void post(HostPort at, String streamId, byte[] call, AnswerListener listener) {
    HttpRequest request =
        request(at, call).header("Mesos-Stream-Id", streamId).timeout(patience).build();
    CompletableFuture<?> unused =
        client
            .sendAsync(
                request,
                head ->
                    BodySubscribers.mapping(new SentenceBody(), sentence -> answer(head, sentence)))
            .whenCompleteAsync(
                (answer, why) -> {
                  if (why != null) {
                    listener.broken(why);
                  } else {
                    listener.answered(answer.body());
                  }
                },
                thread);
  }

  static Answer answer(ResponseInfo head, String sentence) {
    return new Answer(head.statusCode(), sentence, head.headers().firstValue("Location"));
  }

  private HttpRequest.Builder request(HostPort at, byte[] call) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(access.uri(at, "/api/v1/scheduler"))
            .header("Content-Type", PROTOBUF)
            .header("Accept", PROTOBUF)
            .POST(BodyPublishers.ofByteArray(call));
    access.authorization().ifPresent(value -> request.header("Authorization", value));
    return request;
  }
}
