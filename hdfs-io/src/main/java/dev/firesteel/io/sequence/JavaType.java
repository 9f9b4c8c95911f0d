package dev.firesteel.io.sequence;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.hadoop.io.BooleanWritable;
import org.apache.hadoop.io.ByteWritable;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.DoubleWritable;
import org.apache.hadoop.io.FloatWritable;
import org.apache.hadoop.io.IntWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.ShortWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.VIntWritable;
import org.apache.hadoop.io.VLongWritable;
import org.apache.hadoop.io.Writable;
import org.jspecify.annotations.Nullable;

/**
 * A class of Java's and one of Hadoop's that hold the same.
 *
 * @param java Java's; {@link Void} for null
 * @param hadoop Hadoop's
 * @param fresh makes one of Hadoop's
 * @param toJava takes the value out
 * @param toHadoop puts the value in
 */
record JavaType<J, W extends Writable>(
    Class<J> java,
    Class<W> hadoop,
    Supplier<W> fresh,
    Function<W, @Nullable J> toJava,
    Function<J, W> toHadoop) {
  /** Those that are known; where two hold the same class of Java's, the first is written. */
  private static final List<JavaType<?, ?>> ALL =
      List.of(
          new JavaType<>(String.class, Text.class, Text::new, Text::toString, Text::new),
          new JavaType<>(
              Integer.class,
              IntWritable.class,
              IntWritable::new,
              IntWritable::get,
              IntWritable::new),
          new JavaType<>(
              Integer.class,
              VIntWritable.class,
              VIntWritable::new,
              VIntWritable::get,
              VIntWritable::new),
          new JavaType<>(
              Long.class,
              LongWritable.class,
              LongWritable::new,
              LongWritable::get,
              LongWritable::new),
          new JavaType<>(
              Long.class,
              VLongWritable.class,
              VLongWritable::new,
              VLongWritable::get,
              VLongWritable::new),
          new JavaType<>(
              Float.class,
              FloatWritable.class,
              FloatWritable::new,
              FloatWritable::get,
              FloatWritable::new),
          new JavaType<>(
              Double.class,
              DoubleWritable.class,
              DoubleWritable::new,
              DoubleWritable::get,
              DoubleWritable::new),
          new JavaType<>(
              Boolean.class,
              BooleanWritable.class,
              BooleanWritable::new,
              BooleanWritable::get,
              BooleanWritable::new),
          new JavaType<>(
              Short.class,
              ShortWritable.class,
              ShortWritable::new,
              ShortWritable::get,
              ShortWritable::new),
          new JavaType<>(
              Byte.class,
              ByteWritable.class,
              ByteWritable::new,
              ByteWritable::get,
              ByteWritable::new),
          new JavaType<>(
              byte[].class,
              BytesWritable.class,
              BytesWritable::new,
              BytesWritable::copyBytes,
              BytesWritable::new),
          new JavaType<>(
              Void.class,
              NullWritable.class,
              NullWritable::get,
              nothing -> null,
              nothing -> NullWritable.get()));

  /** That of a class of Java's, if it is one. */
  static Optional<JavaType<?, ?>> ofJava(Class<?> java) {
    return ALL.stream().filter(type -> type.java == java).findFirst();
  }

  /** That of a class of Hadoop's, if it is one. */
  static Optional<JavaType<?, ?>> ofHadoop(Class<?> hadoop) {
    return ALL.stream().filter(type -> type.hadoop == hadoop).findFirst();
  }
}
