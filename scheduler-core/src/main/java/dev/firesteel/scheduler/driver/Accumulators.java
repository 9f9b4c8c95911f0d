package dev.firesteel.scheduler.driver;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.id.AccumulatorId;
import dev.firesteel.api.id.JobId;
import dev.firesteel.dataset.shared.Accumulator;
import dev.firesteel.protocol.message.TaskReport.AccumulatorState;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Brings the states of finished tasks to their accumulators: never on the loop's thread, and before
 * the end of the job that they belong to is seen.
 */
final class Accumulators {
  private static final int MANY = 256;

  private final Map<AccumulatorId, WeakReference<Accumulator<?, ?, ?>>> known =
      new ConcurrentHashMap<>();
  private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
  private final Map<JobId, FiresteelException> failures = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();
  private final Serializers serializers;
  private final Executor elsewhere;

  private record Waiting(List<JobId> jobs, AccumulatorState state) {}

  Accumulators(Serializers serializers, Executor elsewhere) {
    this.serializers = serializers;
    this.elsewhere = elsewhere;
  }

  void register(Accumulator<?, ?, ?> accumulator) {
    known.values().removeIf(reference -> reference.get() == null);
    known.put(accumulator.id(), new WeakReference<>(accumulator));
  }

  /** Takes states from the loop's thread, of a task that counts for these jobs. */
  void offer(List<JobId> jobs, List<AccumulatorState> states) {
    states.forEach(state -> waiting.add(new Waiting(jobs, state)));
    if (count.addAndGet(states.size()) >= MANY) {
      count.set(0);
      elsewhere.execute(this::merge);
    }
  }

  /**
   * Merges all that was offered, before a job's end is seen.
   *
   * @throws FiresteelException if a state that belongs to the job could not be merged
   */
  void end(JobId job) {
    merge();
    FiresteelException failure = failures.remove(job);
    if (failure != null) {
      throw failure;
    }
  }

  private synchronized void merge() {
    for (Waiting next = waiting.poll(); next != null; next = waiting.poll()) {
      WeakReference<Accumulator<?, ?, ?>> reference = known.get(next.state.accumulator());
      Accumulator<?, ?, ?> accumulator = reference == null ? null : reference.get();
      if (accumulator == null) { // nobody can read it any more
        continue;
      }
      try {
        merge(accumulator, next.state.state());
      } catch (FiresteelException e) {
        next.jobs.forEach(job -> failures.putIfAbsent(job, e));
      }
    }
  }

  @SuppressWarnings("unchecked")
  private <S> void merge(Accumulator<?, S, ?> accumulator, byte[] state) {
    S value;
    try {
      value = (S) serializers.with(serializer -> serializer.fromBytes(state));
    } catch (RuntimeException e) {
      throw failure(accumulator, "what a task sent cannot be read: " + e.getMessage(), e);
    }
    try {
      accumulator.mergeState(value);
    } catch (Exception e) {
      throw failure(accumulator, "its merge function threw " + e, e);
    }
  }

  private static FiresteelException failure(
      Accumulator<?, ?, ?> accumulator, String why, Exception cause) {
    return new FiresteelException(
        ErrorCategory.USER,
        "Cannot merge accumulator " + accumulator.name() + " on the driver: " + why,
        cause);
  }
}
