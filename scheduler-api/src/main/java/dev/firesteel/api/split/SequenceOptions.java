package dev.firesteel.api.split;

import java.util.Optional;

/**
 * The form of sequence files that pairs are saved to. An immutable value: each {@code with} method
 * answers another one.
 *
 * @param unit what is compressed together, if the output is compressed
 * @param keyClass the keys' class, Java's or Hadoop's; empty for that of each file's first key
 * @param valueClass the values' class, Java's or Hadoop's; empty for that of each file's first
 *     value
 */
public record SequenceOptions(
    Unit unit, Optional<Class<?>> keyClass, Optional<Class<?>> valueClass) {
  /** Blocks; classes as the elements are. */
  public static final SequenceOptions DEFAULT =
      new SequenceOptions(Unit.BLOCK, Optional.empty(), Optional.empty());

  /** What is compressed together. */
  public enum Unit {
    /** Each value by itself. */
    RECORD,
    /** Keys and values of about a megabyte: smaller and faster. */
    BLOCK
  }

  /** These options with another unit of compression. */
  public SequenceOptions withUnit(Unit other) {
    return new SequenceOptions(other, keyClass, valueClass);
  }

  /**
   * These options with the classes of keys and values, which files without elements name too, such
   * as {@code Long.class} or Hadoop's {@code LongWritable.class}.
   */
  public SequenceOptions withClasses(Class<?> key, Class<?> value) {
    return new SequenceOptions(unit, Optional.of(key), Optional.of(value));
  }
}
