package dev.firesteel.backend.tck;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Calls a backend as the core does: one call at a time, each with a limit, so that a call that does
 * not return is found and not suffered.
 */
final class CoreThread {
  private final Duration patience;
  private final Rule promise;

  /** Calls with a limit; the rule that is broken when it is not kept. */
  CoreThread(Duration patience, Rule promise) {
    this.patience = patience;
    this.promise = promise;
  }

  /** Makes a call and waits for its return. */
  <T> T call(String name, Supplier<T> call) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(call.get());
              } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
              }
            },
            "tck-core");
    thread.setDaemon(true);
    thread.start();
    try {
      return result.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new RuleBroken(
          promise,
          name + " did not return within " + patience.toMillis() + " ms: " + trace(thread));
    } catch (ExecutionException e) {
      throw new AssertionError(name + " threw " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String trace(Thread thread) {
    StringBuilder text = new StringBuilder("it is at");
    for (StackTraceElement element : thread.getStackTrace()) {
      text.append("\n    ").append(element);
    }
    return text.toString();
  }
}
