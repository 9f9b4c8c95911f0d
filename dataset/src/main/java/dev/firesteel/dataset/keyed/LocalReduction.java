package dev.firesteel.dataset.keyed;

import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.action.Query;
import dev.firesteel.dataset.closure.Closure;
import dev.firesteel.dataset.function.SerializableBiFunction;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One value for each key, in a map for each partition, and the maps merged on the driver. */
public final class LocalReduction {
  private LocalReduction() {}

  /** By a function. */
  public static <K extends @Nullable Object, V extends @Nullable Object>
      Query<Pair<K, V>, Map<K, V>, Map<K, V>> query(
          Closure<? extends SerializableBiFunction<V, V, V>> function) {
    return Query.of(
        "reduceByKeyLocally",
        (elements, task) -> {
          SerializableBiFunction<V, V, V> f = function.get();
          Map<K, V> map = new HashMap<>();
          elements.forEachRemaining(pair -> add(map, pair.key(), pair.value(), f));
          return map;
        },
        parts -> {
          Map<K, V> all = new HashMap<>();
          for (Map<K, V> part : parts) {
            for (Map.Entry<K, V> entry : part.entrySet()) {
              add(all, entry.getKey(), entry.getValue(), function.get());
            }
          }
          return all;
        });
  }

  private static <K extends @Nullable Object, V extends @Nullable Object> void add(
      Map<K, V> map, K key, V value, SerializableBiFunction<V, V, V> function) throws Exception {
    if (map.containsKey(key)) {
      map.put(key, function.apply(map.get(key), value));
    } else {
      map.put(key, value);
    }
  }
}
