package dev.firesteel.executor.aggregate;

import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Two or more values of one key, in the order in which they came. A class of its own, since values
 * may be lists; with a list inside, since the size of a list is estimated by its elements, not by
 * the room that it has.
 *
 * @param values the values
 */
record Many(ArrayList<@Nullable Object> values) {
  static Many of(@Nullable Object first) {
    ArrayList<@Nullable Object> values = new ArrayList<>(2);
    values.add(first);
    return new Many(values);
  }

  void add(@Nullable Object value) {
    values.add(value);
  }
}
