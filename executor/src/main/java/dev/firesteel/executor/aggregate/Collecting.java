package dev.firesteel.executor.aggregate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All values of a key: a single one as it is, more in {@link Many}. */
@SuppressWarnings("NullAway") // a value may be null
final class Collecting implements Combining<@Nullable Object, @Nullable Object> {
  @Override
  public @Nullable Object first(@Nullable Object value) {
    return value;
  }

  @Override
  public @Nullable Object more(@Nullable Object combined, @Nullable Object value) {
    Many many = combined instanceof Many already ? already : Many.of(combined);
    many.add(value);
    return many;
  }

  @Override
  public @Nullable Object combine(@Nullable Object first, @Nullable Object second) {
    Object all = first;
    for (Object value : values(second)) {
      all = more(all, value);
    }
    return all;
  }

  /** The values in a list that can grow. */
  static List<@Nullable Object> values(@Nullable Object combined) {
    if (combined instanceof Many many) {
      return many.values();
    }
    List<@Nullable Object> one = new ArrayList<>(1);
    one.add(combined);
    return one;
  }
}
