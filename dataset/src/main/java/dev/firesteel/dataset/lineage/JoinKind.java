package dev.firesteel.dataset.lineage;

import dev.firesteel.dataset.Pair;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a join makes of two values that share a key, and of a value whose key the other side does
 * not have. A side that may be missing becomes an {@link Optional}; there a null is an empty value.
 */
@SuppressWarnings("NullAway") // values are null where their type says so
public enum JoinKind {
  /** Values without a partner are dropped. */
  INNER,
  /** Those of the left side are kept. */
  LEFT,
  /** Those of the right side are kept. */
  RIGHT,
  /** Those of both sides are kept. */
  FULL;

  /** Whether values of the left side without a partner are kept. */
  public boolean keepsLeft() {
    return this == LEFT || this == FULL;
  }

  /** Whether values of the right side without a partner are kept. */
  public boolean keepsRight() {
    return this == RIGHT || this == FULL;
  }

  /** Of two values. */
  public Object both(@Nullable Object left, @Nullable Object right) {
    return switch (this) {
      case INNER -> Pair.of(left, right);
      case LEFT -> Pair.of(left, Optional.ofNullable(right));
      case RIGHT -> Pair.of(Optional.ofNullable(left), right);
      case FULL -> Pair.of(Optional.ofNullable(left), Optional.ofNullable(right));
    };
  }

  /** Of a left value alone; only if such are kept. */
  public Object left(@Nullable Object value) {
    return Pair.of(keepsRight() ? Optional.ofNullable(value) : value, Optional.empty());
  }

  /** Of a right value alone; only if such are kept. */
  public Object right(@Nullable Object value) {
    return Pair.of(Optional.empty(), keepsLeft() ? Optional.ofNullable(value) : value);
  }
}
