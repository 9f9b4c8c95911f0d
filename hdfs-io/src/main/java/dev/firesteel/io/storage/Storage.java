package dev.firesteel.io.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/**
 * A file system, as far as this room needs one. Safe for any thread. Locations are absolute and of
 * this file system.
 *
 * <p>Failures are {@link java.nio.file.FileSystemException}s of the fitting kind where there is one
 * ({@code NoSuchFile}, {@code FileAlreadyExists}, {@code AccessDenied}, {@code NotDirectory}),
 * which {@link StorageErrors} explains to people.
 */
public interface Storage {
  /** The full path that a user's relative path means. */
  Location absolute(Location location) throws IOException;

  /** What lies there, following links; empty if nothing does. */
  Optional<Entry> find(Location location) throws IOException;

  /**
   * What a directory holds, in the order of the names, with the places of all blocks in one
   * request; of a file, itself. What goes away meanwhile and links to nowhere are left out.
   *
   * @throws java.nio.file.NoSuchFileException if nothing is there
   */
  List<Entry> list(Location place) throws IOException;

  /**
   * Reads a file from a byte on. Large reads go through without a further copy.
   *
   * @throws java.io.EOFException if the file is known to end before that byte
   */
  InputStream open(Location file, long offset) throws IOException;

  /** Makes a new file in a directory that exists. */
  OutputStream create(Location file) throws IOException;

  /** Makes a directory and those above it; fails if the directory itself exists. */
  void createDirectory(Location directory) throws IOException;

  /** Renames a file or directory within the file system to a name that is not used. */
  void rename(Location from, Location to) throws IOException;

  /** Removes a file, or a directory with all it holds; nothing happens if there is none. */
  void delete(Location location) throws IOException;

  /** Removes a directory if it is empty; nothing happens if there is none. */
  void deleteIfEmpty(Location directory) throws IOException;

  /**
   * Whether a directory is, or holds, one that no program may remove as a whole: the root, the
   * user's home, the working directory.
   */
  boolean precious(Location directory) throws IOException;
}
