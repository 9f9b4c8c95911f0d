package dev.firesteel.api.split;

import java.io.IOException;

/** A directory on any file system. Driver only; safe for any thread. */
public interface StoredDirectory {
  /** The full URI. */
  String uri();

  /** The full URI of a file or directory inside. */
  String child(String name);

  /** Whether it lies on this machine's own files, which other hosts see only if they are shared. */
  boolean local();

  /** Removes it with all it holds; nothing happens if it is not there. */
  void delete() throws IOException;
}
