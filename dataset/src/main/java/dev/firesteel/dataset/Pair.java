package dev.firesteel.dataset;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** A key and a value; either may be null. */
public record Pair<K extends @Nullable Object, V extends @Nullable Object>(K key, V value)
    implements Serializable {
  /** A pair of the two. */
  public static <K extends @Nullable Object, V extends @Nullable Object> Pair<K, V> of(
      K key, V value) {
    return new Pair<>(key, value);
  }

  /** This pair with another value. */
  public <W extends @Nullable Object> Pair<K, W> withValue(W other) {
    return new Pair<>(key, other);
  }

  @Override
  public String toString() {
    return "(" + key + "," + value + ")";
  }
}
