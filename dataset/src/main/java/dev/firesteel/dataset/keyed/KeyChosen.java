package dev.firesteel.dataset.keyed;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.Sink;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.closure.Closure;
import dev.firesteel.dataset.lineage.TaskRuntime;
import dev.firesteel.dataset.step.PipeCursor;
import dev.firesteel.dataset.step.Sampling;
import dev.firesteel.dataset.step.Step;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Each pair with the chance that its key has. */
public final class KeyChosen<K extends @Nullable Object, V extends @Nullable Object>
    implements Step<Pair<K, V>, Pair<K, V>> {
  private static final long serialVersionUID = 1L;
  private final Closure<? extends Map<K, Double>> fractions;
  private final long seed;

  /** By a fraction for each key. */
  public KeyChosen(Closure<? extends Map<K, Double>> fractions, long seed) {
    this.fractions = fractions;
    this.seed = seed;
  }

  @Override
  public Cursor<Pair<K, V>> over(Cursor<Pair<K, V>> parent, int partition, TaskRuntime task) {
    Map<K, Double> chances = fractions.get();
    SplittableRandom random = Sampling.random(seed, partition);
    return new PipeCursor<Pair<K, V>, Pair<K, V>>(
        parent,
        sink ->
            new Sink<Pair<K, V>>() {
              @Override
              public void accept(Pair<K, V> pair) throws Exception {
                double number = random.nextDouble();
                if (number < chances.getOrDefault(pair.key(), 0.0)) {
                  sink.accept(pair);
                }
              }

              @Override
              public boolean done() {
                return sink.done();
              }
            });
  }
}
