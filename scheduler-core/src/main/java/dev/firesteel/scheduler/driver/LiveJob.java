package dev.firesteel.scheduler.driver;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.id.JobId;
import dev.firesteel.dataset.lineage.RunningJob;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A job from its submission to its end. Answers come from the loop's thread. */
final class LiveJob<P extends @Nullable Object> implements RunningJob<P> {
  private final PlannedJob planned;
  private final int[] ascending;
  private final int[] position;
  private final byte[] @Nullable [] answers;
  private final Serializers serializers;
  private final Runnable beforeEnd;
  private final AnswerFuture<List<P>> future;

  /**
   * A job.
   *
   * @param requested the partitions in the order of the answers
   * @param beforeEnd runs on the thread that ends the job, before anybody sees its end; what it
   *     throws fails a job that would have succeeded
   */
  LiveJob(
      PlannedJob planned,
      List<Integer> requested,
      Serializers serializers,
      Runnable beforeEnd,
      Executor elsewhere) {
    this.planned = planned;
    this.ascending = planned.plan().resultStage().partitions();
    this.position = positions(ascending, requested);
    this.answers = new byte[ascending.length][];
    this.serializers = serializers;
    this.beforeEnd = beforeEnd;
    this.future = new AnswerFuture<>(elsewhere);
  }

  private static int[] positions(int[] ascending, List<Integer> requested) {
    int[] position = new int[ascending.length];
    for (int i = 0; i < position.length; i++) {
      int partition = requested.get(i);
      position[partition == ascending[i] ? i : Arrays.binarySearch(ascending, partition)] = i;
    }
    return position;
  }

  @Override
  public JobId id() {
    return planned.plan().job();
  }

  @Override
  public CompletionStage<List<P>> answers() {
    return future;
  }

  String description() {
    return planned.plan().description();
  }

  PlannedJob planned() {
    return planned;
  }

  void answer(int partition, byte[] answer) {
    int index =
        partition < ascending.length && ascending[partition] == partition
            ? partition
            : Arrays.binarySearch(ascending, partition);
    answers[position[index]] = answer;
  }

  void succeeded() {
    future.bring(
        () -> {
          beforeEnd.run();
          return serializers.with(
              serializer -> {
                List<P> decoded = new ArrayList<>(answers.length);
                for (int i = 0; i < answers.length; i++) {
                  byte[] answer = answers[i];
                  if (answer == null) {
                    throw new IllegalStateException(id() + " succeeded without all answers");
                  }
                  @SuppressWarnings("unchecked")
                  P value = (P) serializer.fromBytes(answer);
                  decoded.add(value);
                  answers[i] = null; // each as short as possible in both forms
                }
                return decoded;
              });
        });
  }

  void failed(ErrorCategory category, String message, @Nullable Throwable cause) {
    Arrays.fill(answers, null);
    future.bring(
        () -> {
          try {
            beforeEnd.run();
          } catch (FiresteelException e) {
            // the job's own failure came first
          }
          throw new FiresteelException(category, message, cause);
        });
  }
}
