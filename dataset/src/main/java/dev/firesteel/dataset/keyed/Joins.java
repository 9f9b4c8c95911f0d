package dev.firesteel.dataset.keyed;

import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.function.Emitter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is made of the values of both sides that share a key. */
@SuppressWarnings({"unchecked", "NullAway"})
public final class Joins {
  private Joins() {}

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
}
