package dev.firesteel.dataset;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for what the engine answers, for a bounded time. */
final class Answers {
  private Answers() {}

  /**
   * The answer.
   *
   * @throws FiresteelException if it fails, does not come in time, or the thread is interrupted
   */
  static <T> T within(Duration limit, String purpose, CompletionStage<T> answer) {
    try {
      return answer.toCompletableFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new FiresteelException(
          ErrorCategory.TRANSIENT,
          "Cannot "
              + purpose
              + ": the scheduler did not answer within "
              + limit.toSeconds()
              + " s (the driver may lack processor time or memory; try again)",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FiresteelException(
          ErrorCategory.CANCELLED, "Cannot " + purpose + ": the thread was interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof FiresteelException known) {
        throw known;
      }
      throw new FiresteelException(
          ErrorCategory.INTERNAL, "Cannot " + purpose + ": " + e.getCause(), e.getCause());
    }
  }
}
