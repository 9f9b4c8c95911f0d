package dev.firesteel.backend.yarn.staging;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.io.storage.StorageException;
import dev.firesteel.shipping.Access;
import dev.firesteel.shipping.Digest;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Objects on a file system of the cluster, named by their content: {@code DIGEST/object.SUFFIX}. An
 * object appears by a rename once it is whole, and never changes. The time of its directory says
 * when it was last used. Safe for any thread, and for many processes at a time.
 */
final class Cache {
  /** How the names of uploads begin until they are whole. */
  static final String PART = "part-";

  private static final Logger LOG = LogManager.getLogger(Cache.class);
  private static final FsPermission OPEN_FILE = new FsPermission((short) 0644);
  private static final FsPermission OWN_FILE = new FsPermission((short) 0600);
  private static final int BUFFER = 1 << 16;

  /** One block holds the runtime. */
  private static final long LEAST_BLOCK = 64L << 20;

  /** Uses are noted when this part of the expiry has gone by. */
  private static final int NOTES = 8;

  private final FileSystem files;
  private final Path root;
  private final Settings settings;
  private final Clock clock;
  private final Set<Path> used = ConcurrentHashMap.newKeySet();

  /**
   * How it is kept.
   *
   * @param expiry time after the last use; zero means never
   * @param replication replicas, or 0 for the file system's default
   */
  record Settings(Duration expiry, int replication) {
    /** How often {@link #keep} is due; zero means never. */
    Duration keepEvery() {
      return expiry.dividedBy(NOTES);
    }
  }

  Cache(FileSystem files, Path root, Settings settings, Clock clock) {
    this.files = files;
    this.root = root;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * The object with this content; stores it if it is not there.
   *
   * @throws IOException if it cannot be stored; says why and what to do
   */
  FileStatus provide(Content content) throws IOException {
    try {
      return found(content);
    } catch (IOException e) {
      throw StagingErrors.explain("bring " + content.what() + " to", root, e);
    }
  }

  private FileStatus found(Content content) throws IOException {
    Path directory = new Path(root, content.digest().hex());
    Path object = new Path(directory, "object" + content.suffix());
    Optional<FileStatus> entry = Directories.find(files, directory);
    if (entry.isPresent()) {
      trust(entry.get());
      // First, so that whoever cleans up sees it.
      noteUse(entry.get());
    }
    Optional<FileStatus> found =
        entry.isPresent() ? Directories.find(files, object) : Optional.empty();
    if (found.isEmpty()) {
      upload(content, directory, object);
      found = Optional.of(files.getFileStatus(object));
    }
    trust(found.get());
    used.add(directory);
    return found.get();
  }

  /** In a directory that others can write, others could put something else under a digest. */
  private void trust(FileStatus status) throws IOException {
    String owner = status.getOwner();
    if (owner.equals(Directories.user()) || owner.equals(files.getFileStatus(root).getOwner())) {
      return;
    }
    throw new StorageException(
        ErrorCategory.SECURITY,
        "Cannot use "
            + status.getPath()
            + ": it belongs to "
            + owner
            + ", neither to this user nor to the owner of the cache (set "
            + StagingKeys.CACHE_DIR
            + " to a directory of your own)",
        null);
  }

  private void upload(Content content, Path directory, Path object) throws IOException {
    boolean open = content.access() == Access.ALL;
    Directories.make(files, directory, open ? Directories.OPEN : Directories.OWN);
    Path part = new Path(root, PART + UUID.randomUUID());
    try {
      write(content, part, open ? OPEN_FILE : OWN_FILE);
      if (!files.rename(part, object)) {
        Directories.delete(files, part);
        if (Directories.find(files, object).isEmpty()) {
          throw new FileNotFoundException(object + " cannot be made by renaming " + part);
        }
        LOG.debug("{} was stored by another program meanwhile", object);
      }
      files.cancelDeleteOnExit(part);
    } catch (IOException | RuntimeException e) {
      Directories.delete(files, part);
      throw e;
    }
  }

  private void write(Content content, Path part, FsPermission permission) throws IOException {
    long begun = clock.millis();
    short replication =
        settings.replication() > 0
            ? (short) settings.replication()
            : files.getDefaultReplication(part);
    long block = Math.max(LEAST_BLOCK, files.getDefaultBlockSize(part));
    try (OutputStream to =
        files.create(part, permission, false, BUFFER, replication, block, null)) {
      files.deleteOnExit(part); // an upload that the end of the session or process cuts off
      content.writer().write(to);
    }
    files.setPermission(part, permission); // whatever the umask says
    LOG.info(
        "Stored {} in {}: {} bytes in {} ms",
        content.what(),
        root,
        files.getFileStatus(part).getLen(),
        clock.millis() - begun);
  }

  /** Counts an object that another process was provided with, if it is of this cache. */
  void use(Path object) {
    Path directory = object.getParent();
    if (directory != null
        && directory.getParent() != null
        && directory.getParent().toUri().getPath().equals(root.toUri().getPath())
        && Digest.isOne(directory.getName())) {
      used.add(directory);
    }
  }

  /** Notes that what was provided is still in use; from time to time in long applications. */
  void keep() {
    for (Path directory : used) {
      try {
        noteUse(files.getFileStatus(directory));
      } catch (IOException e) {
        LOG.debug("Cannot note the use of {}: {}", directory, e.toString());
      }
    }
  }

  private void noteUse(FileStatus directory) {
    long now = clock.millis();
    if (settings.expiry().isZero()
        || now - directory.getModificationTime() < settings.keepEvery().toMillis()) {
      return;
    }
    try {
      files.setTimes(directory.getPath(), now, -1);
    } catch (IOException e) {
      // One that an administrator provides; who may not write it cannot delete it either.
      LOG.debug("Cannot note the use of {}: {}", directory.getPath(), e.toString());
    }
  }
}
