package dev.firesteel.scheduler.driver;

import dev.firesteel.api.id.AccumulatorId;
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
import org.apache.logging.log4j.LogManager;

/**
 * Brings the states of finished tasks to their accumulators: never on the loop's thread, and before
 * the end of the job that they belong to is seen.
 */
final class Accumulators {
  private static final int MANY = 256;

  private final Map<AccumulatorId, WeakReference<Accumulator<?, ?, ?>>> known =
      new ConcurrentHashMap<>();
  private final Queue<AccumulatorState> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();
  private final Serializers serializers;
  private final Executor elsewhere;

  Accumulators(Serializers serializers, Executor elsewhere) {
    this.serializers = serializers;
    this.elsewhere = elsewhere;
  }

  void register(Accumulator<?, ?, ?> accumulator) {
    known.values().removeIf(reference -> reference.get() == null);
    known.put(accumulator.id(), new WeakReference<>(accumulator));
  }

  /** Takes states from the loop's thread. */
  void offer(List<AccumulatorState> states) {
    waiting.addAll(states);
    if (count.addAndGet(states.size()) >= MANY) {
      count.set(0);
      elsewhere.execute(this::merge);
    }
  }

  /** Merges all that was offered. */
  synchronized void merge() {
    for (AccumulatorState state = waiting.poll(); state != null; state = waiting.poll()) {
      WeakReference<Accumulator<?, ?, ?>> reference = known.get(state.accumulator());
      Accumulator<?, ?, ?> accumulator = reference == null ? null : reference.get();
      if (accumulator != null) { // else nobody can read it any more
        merge(accumulator, state.state());
      }
    }
  }

  @SuppressWarnings("unchecked")
  private <S> void merge(Accumulator<?, S, ?> accumulator, byte[] state) {
    S value = (S) serializers.with(serializer -> serializer.fromBytes(state));
    try {
      accumulator.mergeState(value);
    } catch (Exception e) {
      LogManager.getLogger(Accumulators.class)
          .error("Cannot merge accumulator {}: its function threw {}", accumulator.name(), e, e);
    }
  }
}
