package dev.firesteel.api.backend;

import java.io.IOException;
import java.io.InputStream;

/** Is given the logs of an application, file by file, by one thread. */
public interface LogReader {
  /** Whether the file is to be read; those that are not cost nothing. */
  default boolean wants(LogFile file) {
    return true;
  }

  /**
   * Reads a file that it wants, up to its end or less; must not close the stream.
   *
   * @throws IOException if the content cannot be read or passed on
   */
  void read(LogFile file, InputStream content) throws IOException;

  /**
   * A file of a process's log.
   *
   * @param container the process, by the cluster's name
   * @param host where it runs or ran, or the empty text
   * @param name the file's name, such as {@code stderr}
   * @param origin who wrote it
   */
  record LogFile(String container, String host, String name, Origin origin) {}

  /** Who wrote a file. */
  enum Origin {
    /** The application's process. */
    APPLICATION,
    /** The cluster, about how it started the process. */
    CLUSTER
  }
}
