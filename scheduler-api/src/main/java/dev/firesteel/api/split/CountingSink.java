package dev.firesteel.api.split;

import org.jspecify.annotations.Nullable;

/** Counts what it is given. */
final class CountingSink implements Sink<@Nullable Object> {
  private long count;

  long count() {
    return count;
  }

  @Override
  public void accept(@Nullable Object element) {
    count++;
  }

  @Override
  public void acceptLong(long element) {
    count++;
  }

  @Override
  public void acceptDouble(double element) {
    count++;
  }
}
