package dev.firesteel.api.split;

import dev.firesteel.api.config.Config;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files that datasets are read from and saved to by name. Found by {@link
 * java.util.ServiceLoader}; a session has its own, which may keep file systems open until it is
 * closed after the session's last job.
 */
public interface FileFormats extends AutoCloseable {
  /**
   * Lines of text files in UTF-8.
   *
   * @param paths paths or URIs separated by commas; files, directories and globs
   * @param minSplits splits wanted at least, if the input can be cut so far; 0 for the default
   * @param config the application's settings
   */
  default InputFormat<String, ? extends InputSplit> text(
      String paths, int minSplits, Config config) {
    return text(paths, minSplits, TextForm.LINES, config);
  }

  /**
   * Records of text files.
   *
   * @param paths paths or URIs separated by commas; files, directories and globs
   * @param minSplits splits wanted at least, if the input can be cut so far; 0 for the default
   * @param form charset and delimiter
   * @param config the application's settings
   */
  InputFormat<String, ? extends InputSplit> text(
      String paths, int minSplits, TextForm form, Config config);

  /**
   * A directory of text files, one a partition, one element a line.
   *
   * @param path path or URI
   * @param options what happens if it exists, and how it is written
   * @param config the application's settings
   */
  OutputFormat<Object> textOutput(String path, SaveOptions options, Config config);

  /**
   * Whole text files: the URI and the text of each, decompressed by its extension.
   *
   * @param paths paths or URIs separated by commas; files, directories and globs
   * @param charset malformed bytes become U+FFFD
   * @param minSplits splits wanted at least; 0 for the default
   * @param config the application's settings
   */
  InputFormat<Map.Entry<String, String>, ? extends InputSplit> wholeTexts(
      String paths, Charset charset, int minSplits, Config config);

  /**
   * Whole files: the URI of each and its bytes as they are.
   *
   * @param paths paths or URIs separated by commas; files, directories and globs
   * @param minSplits splits wanted at least; 0 for the default
   * @param config the application's settings
   */
  InputFormat<Map.Entry<String, byte[]>, ? extends InputSplit> wholeFiles(
      String paths, int minSplits, Config config);

  /**
   * Binary records of one length, with nothing between them.
   *
   * @param paths paths or URIs separated by commas; files, directories and globs
   * @param length bytes of each record, at least 1
   * @param minSplits splits wanted at least; 0 for the default
   * @param config the application's settings
   */
  InputFormat<byte[], ? extends InputSplit> records(
      String paths, int length, int minSplits, Config config);

  /**
   * A directory of files of binary records of one length, one a partition.
   *
   * @param path path or URI
   * @param length bytes of each record, at least 1; elements are arrays of so many bytes
   * @param options what happens if the path exists, and the codec
   * @param config the application's settings
   */
  OutputFormat<Object> recordOutput(String path, int length, SaveOptions options, Config config);

  /**
   * Keys and values of Hadoop's sequence files.
   *
   * @param paths paths or URIs separated by commas; files, directories and globs
   * @param keyClass the Writable that the files name, or a class of Java's that fits it
   * @param valueClass the Writable that the files name, or a class of Java's that fits it
   * @param minSplits splits wanted at least, if the input can be cut so far; 0 for the default
   * @param config the application's settings
   */
  <K, V> InputFormat<Map.Entry<K, V>, ? extends InputSplit> sequences(
      String paths, Class<K> keyClass, Class<V> valueClass, int minSplits, Config config);

  /**
   * A directory of Hadoop's sequence files, one a partition.
   *
   * @param path path or URI
   * @param form what is compressed together, and the classes
   * @param options what happens if the path exists, and the codec
   * @param config the application's settings
   */
  <K extends @Nullable Object, V extends @Nullable Object>
      OutputFormat<Map.Entry<K, V>> sequenceOutput(
          String path, SequenceOptions form, SaveOptions options, Config config);

  /**
   * Blocks of bytes as {@link #blockOutput} wrote them; each file is a split, in the order of the
   * names. A directory that is named itself must be a whole output.
   *
   * @param paths paths or URIs separated by commas; files, directories and globs
   * @param config the application's settings
   */
  InputFormat<byte[], ? extends InputSplit> blocks(String paths, Config config);

  /**
   * A directory of files of blocks, one a partition, with checksums.
   *
   * @param path path or URI
   * @param options what happens if it exists; blocks are not compressed
   * @param config the application's settings
   */
  OutputFormat<byte[]> blockOutput(String path, SaveOptions options, Config config);

  /**
   * The blocks of one output of {@link #blockOutput}: split i is its partition i.
   *
   * @param path its path or URI
   * @param partitions how many it has; reading fails if one is missing or damaged
   * @param what it holds, for error messages, such as {@code the checkpoint of dataset-3}
   * @param config the application's settings
   */
  InputFormat<byte[], ? extends InputSplit> wholeOutput(
      String path, int partitions, String what, Config config);

  /** A directory by its path or URI, which may exist or not. */
  StoredDirectory directory(String path, Config config);

  /**
   * The bytes of one file as they are; to be closed.
   *
   * @param path path or URI of a file
   * @param config the application's settings
   * @throws dev.firesteel.api.error.FiresteelException if it cannot be opened
   */
  InputStream open(String path, Config config);

  /**
   * What files of settings on this machine say of file systems: needed on another machine, besides
   * the application's settings, to find files as here. Weaker than those.
   *
   * @param config the application's settings
   * @return settings by name
   * @throws dev.firesteel.api.error.FiresteelException if a file cannot be read
   */
  default Map<String, String> settingsOfMachine(Config config) {
    return Map.of();
  }

  /** Closes what is kept open. */
  @Override
  default void close() {}
}
