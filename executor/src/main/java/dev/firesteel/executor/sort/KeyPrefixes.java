package dev.firesteel.executor.sort;

import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Prefixes of keys whose class is not known before the first of them is seen: those of {@link
 * KeyOrder} if the order and the class are known, else the same for all but null. Not safe for
 * threads.
 */
public final class KeyPrefixes {
  private final Comparator<?> order;
  private final long ofNull;
  private @Nullable KeyOrder known;
  private boolean seen;

  /** Prefixes for an order. */
  public KeyPrefixes(Comparator<?> order) {
    this.order = order;
    this.ofNull =
        KeyOrder.natural(order) ? KeyOrder.NULL : KeyOrder.reverse(order) ? ~KeyOrder.NULL : 0;
  }

  /** The prefix of a key. */
  public long of(@Nullable Object key) {
    if (key == null) {
      return ofNull;
    }
    if (!seen) {
      seen = true;
      Optional<KeyOrder> found = KeyOrder.of(key, order);
      known = found.isPresent() ? found.get() : null;
    }
    return known == null ? 0 : known.prefix(key);
  }
}
