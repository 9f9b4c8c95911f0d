package dev.firesteel.executor.spill;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.api.id.TaskId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * An executor's own directories for shuffle and spill files, one on each local disk. Closing
 * removes them with all they contain. Safe for any thread.
 */
public final class LocalDirectories implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger(LocalDirectories.class);

  private final List<Path> directories;
  private final Disk disk;
  private volatile boolean closed;
  private final AtomicLong files = new AtomicLong();

  private LocalDirectories(List<Path> directories, Disk disk) {
    this.directories = List.copyOf(directories);
    this.disk = disk;
  }

  /**
   * Makes a new directory in each of the roots; roots that do not work are left out.
   *
   * @param roots values of {@code firesteel.local.dirs}; if empty, the system's directory for
   *     temporary files
   * @param name part of the directories' names, for people
   * @throws FiresteelException if no root works
   */
  public static LocalDirectories create(List<String> roots, String name) {
    return create(roots, name, Disk.REAL);
  }

  static LocalDirectories create(List<String> roots, String name, Disk disk) {
    List<String> places = roots.isEmpty() ? List.of(System.getProperty("java.io.tmpdir")) : roots;
    List<Path> made = new ArrayList<>();
    @Nullable IOException failure = null;
    for (String place : places) {
      try {
        Path root = Files.createDirectories(Path.of(place));
        made.add(Files.createTempDirectory(root, "firesteel-" + name + "-"));
      } catch (IOException e) {
        LOG.warn("Local directory {} is left out: {}", place, e.toString());
        failure = e;
      }
    }
    if (made.isEmpty()) {
      throw new FiresteelException(
          ErrorCategory.CONFIGURATION,
          "Cannot make a local directory in any of "
              + places
              + ": "
              + failure
              + " (name writable directories in firesteel.local.dirs)",
          failure);
    }
    return new LocalDirectories(made, disk);
  }

  /** The directories. */
  public List<Path> directories() {
    return directories;
  }

  /** A name for a file that does not exist yet; the disks take turns. */
  public Path newFile(String prefix) {
    long n = files.getAndIncrement();
    return directories.get((int) (n % directories.size())).resolve(prefix + "-" + n);
  }

  /** The directory for what a map task writes. It may not exist. */
  public Path shuffleDirectory(ShuffleId shuffle, TaskId task) {
    return directories
        .get((int) (task.value() % directories.size()))
        .resolve("shuffle-" + shuffle.value());
  }

  /** Creates a file, and its directory if that is missing. */
  public OutputStream create(Path file) {
    if (closed) {
      throw new FiresteelException(
          ErrorCategory.CANCELLED, "Cannot create " + file + ": the executor has ended");
    }
    try {
      try {
        return disk.create(file);
      } catch (IOException e) {
        // Another task may make the directory at this moment, so whether it is there now says
        // nothing.
        Path directory = file.getParent();
        if (directory == null) {
          throw e;
        }
        Files.createDirectories(directory);
        return disk.create(file);
      }
    } catch (IOException e) {
      throw DiskFailure.writing(file, e);
    }
  }

  /** Removes a shuffle's files. */
  public void removeShuffle(ShuffleId shuffle) {
    for (Path directory : directories) {
      removeTree(directory.resolve("shuffle-" + shuffle.value()));
    }
  }

  /** Removes a file if it exists. */
  public static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("Cannot remove {}: {}", file, e.toString());
    }
  }

  @Override
  public void close() {
    closed = true;
    directories.forEach(LocalDirectories::removeTree);
  }

  /** Removes a directory with all it contains, if it exists. */
  public static void removeTree(Path root) {
    try {
      Files.walkFileTree(root, new Removal());
    } catch (NoSuchFileException e) {
      // nothing to remove
    } catch (IOException e) {
      LOG.warn("Cannot remove {}: {}", root, e.toString());
    }
  }

  private static final class Removal extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (e instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw e;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e)
        throws IOException {
      Files.deleteIfExists(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
