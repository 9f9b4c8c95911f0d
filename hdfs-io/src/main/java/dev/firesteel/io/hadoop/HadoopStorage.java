package dev.firesteel.io.hadoop;

import dev.firesteel.io.storage.Entry;
import dev.firesteel.io.storage.Entry.Directory;
import dev.firesteel.io.storage.Entry.StoredFile;
import dev.firesteel.io.storage.Location;
import dev.firesteel.io.storage.Storage;
import dev.firesteel.io.storage.UnknownSchemeException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.hadoop.fs.BlockLocation;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PathIsNotEmptyDirectoryException;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.security.AccessControlException;
import org.jspecify.annotations.Nullable;

/** A file system of Hadoop. */
public final class HadoopStorage implements Storage {
  /** Tries to make a directory while others remove its parents. */
  private static final int MOST_TRIES = 10;

  private final Location root;
  private final FileSystem files;
  private final BlockPlaces blocks = new BlockPlaces();

  private HadoopStorage(Location root, FileSystem files) {
    this.root = root;
    this.files = files;
  }

  /**
   * The file system of a location.
   *
   * @param settings Hadoop's settings that do not have their default
   */
  public static Storage open(Location location, SortedMap<String, String> settings)
      throws IOException {
    Retrying retrying = Retrying.realTime(HadoopSettings.retryTime(settings));
    try {
      FileSystem files = OpenFileSystems.of(location, settings);
      return new PatientStorage(new HadoopStorage(location.at("/"), files), retrying);
    } catch (UnsupportedFileSystemException e) {
      throw new UnknownSchemeException(location.scheme(), e);
    } catch (IllegalArgumentException e) {
      throw HadoopErrors.invalid(location, e);
    } catch (RuntimeException e) {
      throw HadoopErrors.unusable(location, e);
    } catch (IOException e) {
      throw HadoopErrors.understood(location, e);
    }
  }

  @Override
  public Location absolute(Location location) throws IOException {
    if (location.path().startsWith("/")) {
      return location;
    }
    return root.at(files.getHomeDirectory().toUri().getPath() + "/" + location.path());
  }

  @Override
  public Optional<Entry> find(Location location) throws IOException {
    try {
      FileStatus status = files.getFileStatus(path(location));
      if (status.isDirectory()) {
        return Optional.of(new Directory(location));
      }
      return Optional.of(
          file(location, status, files.getFileBlockLocations(status, 0, status.getLen())));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      if (e instanceof ParentNotDirectoryException
          || (e instanceof AccessControlException denied && belowFile(denied))) {
        return Optional.empty();
      }
      throw HadoopErrors.understood(location, e);
    }
  }

  @Override
  public List<Entry> list(Location place) throws IOException {
    try {
      List<Entry> entries = new ArrayList<>();
      RemoteIterator<LocatedFileStatus> all = files.listLocatedStatus(path(place));
      while (all.hasNext()) {
        LocatedFileStatus status = next(all);
        if (status == null) {
          continue;
        }
        String found = status.getPath().toUri().getPath();
        boolean itself = found.equals(place.path());
        Location child = itself ? place : place.child(status.getPath().getName());
        if (status.isDirectory()) {
          entries.add(new Directory(child));
        } else if (status.isSymlink()) {
          find(child).ifPresent(entries::add);
        } else {
          entries.add(file(child, status, status.getBlockLocations()));
        }
      }
      entries.sort(Comparator.comparing(entry -> entry.location().path()));
      return entries;
    } catch (AccessControlException e) {
      throw belowFile(e)
          ? new NotDirectoryException(place.parent().toString())
          : HadoopErrors.understood(place, e);
    } catch (IOException e) {
      throw HadoopErrors.understood(place, e);
    }
  }

  /** HDFS refuses to look below a file as if that were not allowed. */
  private static boolean belowFile(AccessControlException e) {
    return String.valueOf(e.getMessage()).contains("(is not a directory)");
  }

  /** Absent if the file was removed since its name was listed. */
  private static @Nullable LocatedFileStatus next(RemoteIterator<LocatedFileStatus> all)
      throws IOException {
    try {
      return all.next();
    } catch (FileNotFoundException e) {
      return null;
    }
  }

  @Override
  public InputStream open(Location file, long offset) throws IOException {
    FSDataInputStream in;
    try {
      in = files.open(path(file));
    } catch (IOException e) {
      throw HadoopErrors.understood(file, e);
    }
    try {
      in.seek(offset);
      return new ExplainedInput(in);
    } catch (EOFException e) {
      in.close();
      throw e; // the file is shorter
    } catch (IOException e) {
      in.close();
      throw HadoopErrors.understood(file, e);
    }
  }

  @Override
  public OutputStream create(Location file) throws IOException {
    try {
      return new ExplainedOutput(file, files.createFile(path(file)).overwrite(false).build());
    } catch (IOException e) {
      throw HadoopErrors.notCreated(file, e);
    }
  }

  @Override
  public void createDirectory(Location directory) throws IOException {
    try {
      for (int tries = 0; !made(directory); tries++) {
        if (tries == MOST_TRIES) {
          throw new FileSystemException(
              directory.toString(), null, "the file system does not make the directory");
        }
      }
    } catch (IOException e) {
      throw HadoopErrors.understood(directory, e);
    }
  }

  /**
   * Makes a directory if nothing is there. Where making parents is no single step, such as on a
   * local disk, it fails when somebody removes an empty parent at that moment; then it is worth
   * another try.
   */
  private boolean made(Location directory) throws IOException {
    if (files.exists(path(directory))) {
      throw new java.nio.file.FileAlreadyExistsException(directory.toString());
    }
    return files.mkdirs(path(directory));
  }

  @Override
  public void rename(Location from, Location to) throws IOException {
    try {
      if (!files.rename(path(from), path(to))) {
        throw refusedRename(from, to);
      }
    } catch (IOException e) {
      throw HadoopErrors.understood(from, e);
    }
  }

  private IOException refusedRename(Location from, Location to) throws IOException {
    if (!files.exists(path(from))) {
      return new NoSuchFileException(from.toString());
    }
    return files.exists(path(to))
        ? new java.nio.file.FileAlreadyExistsException(to.toString())
        : new FileSystemException(
            from.toString(), to.toString(), "the file system does not rename it to " + to);
  }

  @Override
  public void delete(Location location) throws IOException {
    try {
      files.delete(path(location), true);
    } catch (FileNotFoundException e) {
      // nothing there: as wanted
    } catch (IOException e) {
      throw HadoopErrors.understood(location, e);
    }
  }

  @Override
  public void deleteIfEmpty(Location directory) throws IOException {
    try {
      files.delete(path(directory), false);
    } catch (PathIsNotEmptyDirectoryException e) {
      // somebody put something there: it stays
    } catch (FileNotFoundException e) {
      // nothing there: as wanted
    } catch (IOException e) {
      if (!holdsSomething(directory)) {
        throw HadoopErrors.understood(directory, e);
      }
    }
  }

  private boolean holdsSomething(Location directory) {
    try {
      return files.listStatusIterator(path(directory)).hasNext();
    } catch (IOException e) {
      return false; // the failure that led here says why
    }
  }

  @Override
  public boolean precious(Location directory) {
    String home = files.getHomeDirectory().toUri().getPath();
    return directory.path().equals("/") || (home + "/").startsWith(directory.path() + "/");
  }

  private StoredFile file(Location location, FileStatus status, BlockLocation[] found)
      throws IOException {
    return new StoredFile(location, status.getLen(), blocks.of(status.getLen(), found));
  }

  static Path path(Location location) {
    return new Path(
        location.scheme(),
        location.authority().isEmpty() ? null : location.authority(),
        location.path());
  }
}
