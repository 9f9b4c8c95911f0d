package dev.firesteel.backend.mesos.wire;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Keeps the beginning of a body, as the one sentence that it should be. */
final class SentenceBody implements BodySubscriber<String> {
  private static final int MOST = 2048;

  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final CompletableFuture<String> sentence = new CompletableFuture<>();

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> pieces) {
    for (ByteBuffer piece : pieces) {
      byte[] bytes = new byte[Math.min(piece.remaining(), MOST - kept.size())];
      piece.get(bytes);
      kept.writeBytes(bytes);
    }
  }

  @Override
  public void onError(Throwable why) {
    sentence.completeExceptionally(why);
  }

  @Override
  public void onComplete() {
    sentence.complete(kept.toString(StandardCharsets.UTF_8).strip());
  }

  @Override
  public CompletionStage<String> getBody() {
    return sentence;
  }
}
