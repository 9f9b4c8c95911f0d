package dev.firesteel.dataset;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.id.JobId;
import dev.firesteel.dataset.lineage.JobOptions;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An action that runs. Safe for any thread.
 *
 * @param <R> the action's result
 */
public final class ActionFuture<R extends @Nullable Object> {
  private final CompletableFuture<R> result = new CompletableFuture<>();
  private final List<JobId> jobs = new CopyOnWriteArrayList<>();
  private final BiConsumer<JobId, String> canceller;
  private final JobOptions options;
  private volatile @Nullable String cancelled;

  ActionFuture(JobOptions options, BiConsumer<JobId, String> canceller) {
    this.options = options;
    this.canceller = canceller;
  }

  /** What the thread that started the action wanted; its later jobs are started by others. */
  JobOptions options() {
    return options;
  }

  /** Adds a job of this action; cancels it if this action was cancelled. */
  void started(JobId job) {
    jobs.add(job);
    String why = cancelled;
    if (why != null) {
      canceller.accept(job, why);
    }
  }

  void complete(R value) {
    result.complete(value);
  }

  void fail(Throwable failure) {
    result.completeExceptionally(
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure);
  }

  /** Whether the action has ended, in whatever way. */
  public boolean done() {
    return result.isDone();
  }

  /** The jobs that the action has started so far; most actions start one. */
  public List<JobId> jobs() {
    return List.copyOf(jobs);
  }

  /** Cancels the action's jobs; nothing happens if it has ended. */
  public void cancel() {
    cancel("cancelled by the program");
  }

  private void cancel(String why) {
    cancelled = why;
    jobs.forEach(job -> canceller.accept(job, why));
  }

  /** Completes with the result, or with the failure that {@link #await} throws. */
  public CompletionStage<R> completion() {
    return result.minimalCompletionStage();
  }

  /**
   * Waits for the result. An interrupt cancels the action.
   *
   * @throws FiresteelException that tells why the action failed
   */
  public R await() {
    return await(result);
  }

  /** Waits for a job of this action as {@link #await()} does, without a thread in between. */
  <P extends @Nullable Object> P await(CompletionStage<P> job) {
    try {
      return job.toCompletableFuture().get();
    } catch (InterruptedException e) {
      cancel("the thread that waited was interrupted");
      Thread.currentThread().interrupt();
      throw new FiresteelException(
          ErrorCategory.CANCELLED, "The action was cancelled: its thread was interrupted", e);
    } catch (CancellationException e) {
      throw new FiresteelException(ErrorCategory.CANCELLED, "The action was cancelled", e);
    } catch (ExecutionException e) {
      throw here(e.getCause() == null ? e : e.getCause());
    }
  }

  /** The same failure with the stack of the thread that waited. */
  private static RuntimeException here(Throwable failure) {
    if (failure instanceof FiresteelException f) {
      if (f.getClass() != FiresteelException.class) {
        return f;
      }
      FiresteelException copy =
          new FiresteelException(f.category(), String.valueOf(f.getMessage()), f.getCause());
      for (Throwable suppressed : f.getSuppressed()) {
        copy.addSuppressed(suppressed);
      }
      return copy;
    }
    return new FiresteelException(ErrorCategory.INTERNAL, "The action failed: " + failure, failure);
  }
}
