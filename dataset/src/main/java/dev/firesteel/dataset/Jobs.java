package dev.firesteel.dataset;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.dataset.action.Query;
import dev.firesteel.dataset.lineage.JobRequest;
import dev.firesteel.dataset.lineage.LineageDepth;
import dev.firesteel.dataset.lineage.Node;
import dev.firesteel.dataset.lineage.RunningJob;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Runs actions of one session. */
final class Jobs {
  private final Session session;

  Jobs(Session session) {
    this.session = session;
  }

  /** Runs an action over all partitions; the driver's part runs on this thread. */
  <T extends @Nullable Object, P extends @Nullable Object, R extends @Nullable Object> R run(
      Node<T> node, Query<T, P, R> query) {
    return runOn(node, all(node), query);
  }

  /** Runs an action over some partitions. */
  <T extends @Nullable Object, P extends @Nullable Object, R extends @Nullable Object> R runOn(
      Node<T> node, List<Integer> partitions, Query<T, P, R> query) {
    String description = CallSite.of(query.name());
    ActionFuture<List<P>> answers = future();
    CompletionStage<List<P>> job = submit(node, partitions, query, description, answers);
    return finish(description, query, answers.await(job));
  }

  /** Starts an action over all partitions. */
  <T extends @Nullable Object, P extends @Nullable Object, R extends @Nullable Object>
      ActionFuture<R> start(Node<T> node, Query<T, P, R> query) {
    String description = CallSite.of(query.name());
    ActionFuture<R> future = future();
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    forward(
        submit(node, all(node), query, description, future)
            .thenApplyAsync(answers -> finishWith(loader, description, query, answers)),
        future);
    return future;
  }

  <R extends @Nullable Object> ActionFuture<R> future() {
    return new ActionFuture<>(
        session.jobOptions(), (job, why) -> session.engine("cancel a job").cancel(job, why));
  }

  private static <R extends @Nullable Object> void forward(
      CompletionStage<R> stage, ActionFuture<R> future) {
    stage.whenComplete(
        (result, failure) -> {
          if (failure == null) {
            future.complete(result);
          } else {
            future.fail(failure);
          }
        });
  }

  /** Submits one job of an action. */
  <T extends @Nullable Object, P extends @Nullable Object> CompletionStage<List<P>> submit(
      Node<T> node,
      List<Integer> partitions,
      Query<T, P, ?> query,
      String description,
      ActionFuture<?> future) {
    session.beforeJob(node);
    if (partitions.isEmpty()) {
      return CompletableFuture.completedStage(List.of());
    }
    RunningJob<P> job =
        session
            .engine(query.name())
            .submit(
                new JobRequest<>(node, partitions, query.each(), description, future.options()));
    future.started(job.id());
    return job.answers(); // itself: who waits for a stage behind it waits for another thread
  }

  static List<Integer> all(Node<?> node) {
    try {
      return IntStream.range(0, node.partitions()).boxed().toList();
    } catch (StackOverflowError e) {
      throw LineageDepth.exceeded(e);
    }
  }

  /** Finishes on a thread of the common pool, which does not know the program's classes. */
  private static <P extends @Nullable Object, R extends @Nullable Object> R finishWith(
      ClassLoader loader, String description, Query<?, P, R> query, List<P> answers) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return finish(description, query, answers);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  static <P extends @Nullable Object, R extends @Nullable Object> R finish(
      String description, Query<?, P, R> query, List<P> answers) {
    try {
      return query.finish().apply(answers);
    } catch (FiresteelException e) {
      throw e;
    } catch (Exception e) {
      throw new FiresteelException(
          ErrorCategory.USER, "Cannot finish " + description + " on the driver: " + e, e);
    }
  }
}
