package dev.firesteel.api.split;

import dev.firesteel.api.config.Config;

/**
 * The files that datasets are read from and saved to by name. Found by {@link
 * java.util.ServiceLoader}.
 */
public interface FileFormats {
  /**
   * Lines of text files.
   *
   * @param paths paths or URIs separated by commas; files, directories and globs
   * @param minSplits splits wanted at least, if the input can be cut so far; 0 for the default
   * @param config the application's settings
   */
  InputFormat<String, ? extends InputSplit> text(String paths, int minSplits, Config config);

  /**
   * A directory of text files, one a partition, one element a line.
   *
   * @param path path or URI; must not exist
   * @param config the application's settings
   */
  OutputFormat<Object> textOutput(String path, Config config);
}
