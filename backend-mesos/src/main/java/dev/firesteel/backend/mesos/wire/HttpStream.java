package dev.firesteel.backend.mesos.wire;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A SUBSCRIBE under way. What the client tells on whatever thread becomes a step of the wire's
 * thread, which in practice is the same one; the next piece is asked for when one has been taken.
 */
final class HttpStream implements Transport.Stream {
  private final Transport.StreamListener listener;
  private final Executor thread;
  private Flow.@Nullable Subscription body;
  private @Nullable CompletableFuture<?> exchange;
  private boolean over;

  HttpStream(Transport.StreamListener listener, Executor thread) {
    this.listener = listener;
    this.thread = thread;
  }

  /** The client has begun with it. */
  void begun(CompletableFuture<HttpResponse<Optional<Transport.Answer>>> begun) {
    exchange = begun;
    CompletableFuture<?> unused =
        begun.whenCompleteAsync(
            (response, why) -> {
              if (why != null) {
                broken(why);
              } else {
                response.body().ifPresent(this::answered);
              }
            },
            thread);
  }

  /** The head has come: of a stream, or of an answer. */
  BodySubscriber<Optional<Transport.Answer>> head(ResponseInfo head) {
    if (head.statusCode() != 200) {
      return BodySubscribers.mapping(
          new SentenceBody(), sentence -> Optional.of(HttpTransport.answer(head, sentence)));
    }
    thread.execute(() -> opened(head.headers()));
    return new Body();
  }

  @Override
  public void cancel() {
    over = true;
    if (body != null) {
      body.cancel();
    }
    if (exchange != null) {
      exchange.cancel(true);
    }
  }

  private void opened(HttpHeaders headers) {
    if (!over) {
      listener.opened(headers.firstValue("Mesos-Stream-Id"), headers.firstValue("Content-Type"));
    }
  }

  private void begun(Flow.Subscription subscription) {
    body = subscription;
    if (over) {
      subscription.cancel();
    } else {
      subscription.request(1);
    }
  }

  private void bytes(List<ByteBuffer> pieces, long arrived) {
    if (!over) {
      listener.bytes(pieces, arrived);
    }
    if (!over && body != null) {
      body.request(1);
    }
  }

  private void ended() {
    if (!over) {
      over = true;
      listener.ended();
    }
  }

  private void broken(Throwable why) {
    if (!over) {
      over = true;
      listener.broken(why);
    }
  }

  private void answered(Transport.Answer answer) {
    if (!over) {
      over = true;
      listener.answered(answer);
    }
  }

  /** The stream's body. */
  private final class Body implements BodySubscriber<Optional<Transport.Answer>> {
    private final CompletableFuture<Optional<Transport.Answer>> end = new CompletableFuture<>();

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      thread.execute(() -> begun(subscription));
    }

    @Override
    public void onNext(List<ByteBuffer> pieces) {
      long arrived = System.nanoTime();
      thread.execute(() -> bytes(pieces, arrived));
    }

    @Override
    public void onError(Throwable why) {
      thread.execute(() -> broken(why));
      end.complete(Optional.empty());
    }

    @Override
    public void onComplete() {
      thread.execute(HttpStream.this::ended);
      end.complete(Optional.empty());
    }

    @Override
    public CompletionStage<Optional<Transport.Answer>> getBody() {
      return end;
    }
  }
}
