package dev.firesteel.dataset.keyed;

import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.function.Emitter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What joins make of the values of both sides that share a key. */
@SuppressWarnings({"unchecked", "NullAway"})
public final class Joins {
  private Joins() {}

  /** Pairs of values; keys of one side only are dropped. */
  public static <K extends @Nullable Object, V extends @Nullable Object, W extends @Nullable Object>
      Emitter<Pair<K, List<Object>[]>, Pair<K, Pair<V, W>>> inner() {
    return (group, out) -> {
      for (V left : (List<V>) group.value()[0]) {
        for (W right : (List<W>) group.value()[1]) {
          if (out.done()) {
            return;
          }
          out.accept(group.withValue(Pair.of(left, right)));
        }
      }
    };
  }

  /** Pairs of values; a value of the left side without a partner gets an empty one. */
  public static <K extends @Nullable Object, V extends @Nullable Object, W extends @Nullable Object>
      Emitter<Pair<K, List<Object>[]>, Pair<K, Pair<V, Optional<W>>>> left() {
    return (group, out) -> {
      for (V left : (List<V>) group.value()[0]) {
        for (Optional<W> right : Joins.<W>orEmpty(group.value()[1])) {
          out.accept(group.withValue(Pair.of(left, right)));
        }
      }
    };
  }

  /** Pairs of values; a value of the right side without a partner gets an empty one. */
  public static <K extends @Nullable Object, V extends @Nullable Object, W extends @Nullable Object>
      Emitter<Pair<K, List<Object>[]>, Pair<K, Pair<Optional<V>, W>>> right() {
    return (group, out) -> {
      List<Optional<V>> lefts = orEmpty(group.value()[0]);
      for (Optional<V> left : lefts) {
        for (W right : (List<W>) group.value()[1]) {
          out.accept(group.withValue(Pair.of(left, right)));
        }
      }
    };
  }

  /** Pairs of values; a value without a partner gets an empty one. */
  public static <K extends @Nullable Object, V extends @Nullable Object, W extends @Nullable Object>
      Emitter<Pair<K, List<Object>[]>, Pair<K, Pair<Optional<V>, Optional<W>>>> full() {
    return (group, out) -> {
      List<Optional<W>> rights = orEmpty(group.value()[1]);
      for (Optional<V> left : Joins.<V>orEmpty(group.value()[0])) {
        for (Optional<W> right : rights) {
          out.accept(group.withValue(Pair.of(left, right)));
        }
      }
    };
  }

  /** The left side's pairs whose key the right side does not have. */
  public static <K extends @Nullable Object, V extends @Nullable Object>
      Emitter<Pair<K, List<Object>[]>, Pair<K, V>> without() {
    return (group, out) -> {
      if (group.value()[1].isEmpty()) {
        for (V left : (List<V>) group.value()[0]) {
          out.accept(group.withValue(left));
        }
      }
    };
  }

  /** The keys that both sides have. */
  public static <K extends @Nullable Object> Emitter<Pair<K, List<Object>[]>, K> common() {
    return (group, out) -> {
      if (!group.value()[0].isEmpty() && !group.value()[1].isEmpty()) {
        out.accept(group.key());
      }
    };
  }

  private static <W extends @Nullable Object> List<Optional<W>> orEmpty(List<Object> values) {
    return values.isEmpty()
        ? List.of(Optional.empty())
        : values.stream().map(value -> Optional.ofNullable((W) value)).toList();
  }
}
