package dev.firesteel.executor.shuffle;

import dev.firesteel.dataset.Pair;
import dev.firesteel.executor.sort.KeyPrefixes;
import dev.firesteel.executor.sort.Run;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sorted pairs on their way into a merge. */
final class PairRun<K extends @Nullable Object, V extends @Nullable Object>
    implements Run<Pair<K, V>> {
  private final Supplier<@Nullable Pair<K, V>> pairs;
  private final Runnable release;
  private final KeyPrefixes prefixes;
  private @Nullable Pair<K, V> pair;

  /** A run of what {@code pairs} gives until it gives null. */
  PairRun(Supplier<@Nullable Pair<K, V>> pairs, Runnable release, KeyPrefixes prefixes) {
    this.pairs = pairs;
    this.release = release;
    this.prefixes = prefixes;
  }

  @Override
  public boolean next() {
    pair = pairs.get();
    return pair != null;
  }

  @Override
  public Pair<K, V> element() {
    if (pair == null) {
      throw new IllegalStateException("at the end");
    }
    return pair;
  }

  @Override
  public long prefix() {
    return prefixes.of(element().key());
  }

  @Override
  public void close() {
    release.run();
  }
}
