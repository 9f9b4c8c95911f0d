package dev.firesteel.dataset;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.split.FileFormats;
import dev.firesteel.api.split.InputFormat;
import dev.firesteel.api.split.InputSplit;
import dev.firesteel.dataset.closure.Closure;
import dev.firesteel.dataset.function.SerializableFunction;
import dev.firesteel.dataset.step.Elementwise;
import dev.firesteel.dataset.step.Keys;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Datasets of files by their form. Paths are paths or URIs separated by commas: files, directories,
 * globs. Missing ones fail before any task runs, damaged files fail their task; both are named.
 */
public abstract sealed class SessionFiles extends JobScope permits Session {
  SessionFiles() {}

  /** The elements of any input. */
  public abstract <T extends @Nullable Object, S extends InputSplit> Dataset<T> read(
      InputFormat<T, S> format);

  /** The settings in effect. */
  public abstract Config config();

  abstract FileFormats files();

  /**
   * Whole text files in UTF-8: the URI of each and its text. Files are decompressed by their
   * extensions; small ones are read together by one task; an empty one has an empty text.
   *
   * @param paths paths or URIs separated by commas: files, directories, globs; a file has less than
   *     2 GiB
   */
  public PairDataset<String, String> wholeTextFiles(String paths) {
    return wholeTextFiles(paths, StandardCharsets.UTF_8, 0);
  }

  /**
   * Like {@link #wholeTextFiles(String)}, in another charset.
   *
   * @param charset malformed bytes become U+FFFD
   * @param minPartitions partitions wanted at least, if there are as many files; 0 for the default
   */
  public PairDataset<String, String> wholeTextFiles(
      String paths, Charset charset, int minPartitions) {
    return pairs(
        "wholeTextFiles", read(files().wholeTexts(paths, charset, minPartitions, config())));
  }

  /**
   * Whole files: the URI of each and its bytes as they are, also if they are compressed. Small
   * files are read together by one task; an empty one has no bytes.
   *
   * @param paths paths or URIs separated by commas: files, directories, globs; a file has less than
   *     2 GiB
   */
  public PairDataset<String, byte[]> binaryFiles(String paths) {
    return binaryFiles(paths, 0);
  }

  /**
   * Like {@link #binaryFiles(String)}.
   *
   * @param minPartitions partitions wanted at least, if there are as many files; 0 for the default
   */
  public PairDataset<String, byte[]> binaryFiles(String paths, int minPartitions) {
    return pairs("binaryFiles", read(files().wholeFiles(paths, minPartitions, config())));
  }

  /**
   * Binary records that all have one length, in order. Files are decompressed by their extensions;
   * those that are not compressed are cut between records. A file that holds a part of a record
   * fails.
   *
   * @param paths paths or URIs separated by commas: files, directories, globs
   * @param recordLength bytes of each record, at least 1
   */
  public Dataset<byte[]> binaryRecords(String paths, int recordLength) {
    return binaryRecords(paths, recordLength, 0);
  }

  /**
   * Like {@link #binaryRecords(String, int)}.
   *
   * @param minPartitions partitions wanted at least, if the files can be cut so far; 0 for the
   *     default
   */
  public Dataset<byte[]> binaryRecords(String paths, int recordLength, int minPartitions) {
    return read(files().records(paths, recordLength, minPartitions, config()));
  }

  /**
   * Keys and values of Hadoop's sequence files, in order, cut at the files' marks. The classes are
   * those that the files name (subclasses of Hadoop's {@code Writable}), or Java's that fit them:
   * {@code String} for {@code Text}, {@code Long} for {@code LongWritable} and so on, {@code
   * byte[]} for {@code BytesWritable}, {@code Void} (then null) for {@code NullWritable}. Java's
   * are faster in shuffles; each {@code Writable} is an object of its own.
   *
   * @param paths paths or URIs separated by commas: files, directories, globs
   */
  public <K, V> PairDataset<K, V> sequenceFile(
      String paths, Class<K> keyClass, Class<V> valueClass) {
    return sequenceFile(paths, keyClass, valueClass, 0);
  }

  /**
   * Like {@link #sequenceFile(String, Class, Class)}.
   *
   * @param minPartitions partitions wanted at least, if the files can be cut so far; 0 for the
   *     default
   */
  public <K, V> PairDataset<K, V> sequenceFile(
      String paths, Class<K> keyClass, Class<V> valueClass, int minPartitions) {
    return pairs(
        "sequenceFile",
        read(files().sequences(paths, keyClass, valueClass, minPartitions, config())));
  }

  private static <K, V> PairDataset<K, V> pairs(String name, Dataset<Map.Entry<K, V>> entries) {
    SerializableFunction<Map.Entry<K, V>, Pair<K, V>> pair =
        entry -> Pair.of(entry.getKey(), entry.getValue());
    return PairDataset.of(
        entries.step(name, new Elementwise.Map<>(Closure.capture(name, pair)), Keys.CHANGED));
  }
}
