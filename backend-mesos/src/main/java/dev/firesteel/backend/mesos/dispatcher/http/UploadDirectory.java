package dev.firesteel.backend.mesos.dispatcher.http;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.backend.mesos.dispatcher.UploadUri;
import dev.firesteel.backend.mesos.dispatcher.Uploads;
import dev.firesteel.shipping.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Uploaded files, each at {@code HASH/NAME} below a directory that only this user can read. A file
 * that is asked for counts as used, by its time of modification. One process at a time may use a
 * directory.
 */
public final class UploadDirectory implements Uploads {
  private static final FileAttribute<Set<PosixFilePermission>> OWN_DIRECTORY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileAttribute<Set<PosixFilePermission>> OWN_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  /** Of one form and length: no other text than digits and such a salt has their hash. */
  private static final Pattern SALT =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  /** Bytes that uploads leave free: without any, the dispatcher ends. */
  static final long RESERVE = 256L << 20;

  private static final int PIECE = 256 << 10;

  /** Tells how many bytes of the disk are free. */
  interface Room {
    long free() throws IOException;
  }

  private final Path directory;
  private final Path unfinished;
  private final Clock clock;
  private final Room room;

  private UploadDirectory(Path directory, Clock clock, Room room) {
    this.room = room;
    this.directory = directory;
    this.unfinished = directory.resolve("unfinished");
    this.clock = clock;
  }

  /**
   * Opens a directory, which is made if it is missing; what was not uploaded as a whole is removed.
   *
   * @throws FiresteelException if it cannot be used
   */
  public static UploadDirectory open(Path directory, Clock clock) {
    return open(directory, clock, () -> Files.getFileStore(directory).getUsableSpace());
  }

  static UploadDirectory open(Path directory, Clock clock, Room room) {
    UploadDirectory uploads = new UploadDirectory(directory, clock, room);
    try {
      Files.createDirectories(directory, OWN_DIRECTORY);
      Files.createDirectories(uploads.unfinished, OWN_DIRECTORY);
      for (Path part : list(uploads.unfinished)) {
        Files.delete(part);
      }
      return uploads;
    } catch (IOException e) {
      throw new FiresteelException(
          ErrorCategory.CONFIGURATION,
          "Cannot keep uploaded files in "
              + directory
              + ": "
              + e
              + " (correct "
              + ServiceKeys.DIRECTORY
              + ")",
          e);
    }
  }

  @Override
  public synchronized boolean has(Digest hash, String name) {
    Path file = path(hash, name);
    try {
      Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public Path path(Digest hash, String name) {
    return directory.resolve(new UploadUri(hash, name).path());
  }

  @Override
  public void put(Digest hash, String name, InputStream content) {
    put(new UploadUri(hash, name), "", content);
  }

  /**
   * Stores a file, durably when this returns; nothing is read if it is there.
   *
   * @param salt a UUID, which the hash is of besides the digits of the content's; empty if it is
   *     the content's itself
   * @throws FiresteelException of category CONFIGURATION if the content has another hash,
   *     INPUT_OUTPUT or RESOURCES if it cannot be stored
   */
  void put(UploadUri where, String salt, InputStream content) {
    if (!salt.isEmpty() && !SALT.matcher(salt).matches()) {
      throw new FiresteelException(
          ErrorCategory.CONFIGURATION,
          "Cannot take " + where.name() + ": its salt is no UUID in lower case");
    }
    if (has(where.hash(), where.name())) {
      return;
    }
    Path part = unfinished.resolve(UUID.randomUUID().toString());
    try {
      Digest read = write(content, part, where.name());
      Digest meant = salt.isEmpty() ? read : Digest.of(read.hex() + salt);
      if (!meant.equals(where.hash())) {
        throw new FiresteelException(
            ErrorCategory.CONFIGURATION,
            "Cannot take "
                + where.name()
                + ": its content has the hash "
                + meant.hex()
                + " and not "
                + where.hash().hex()
                + " (it was changed or cut short on its way; submit again)");
      }
      publish(part, where);
    } catch (IOException e) {
      throw failed(where, e);
    } finally {
      discard(part);
    }
  }

  private Digest write(InputStream content, Path part, String name) throws IOException {
    try (FileChannel file =
        FileChannel.open(
            part, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWN_FILE)) {
      DigestInputStream digesting = new DigestInputStream(content, sha256());
      OutputStream out = Channels.newOutputStream(file);
      byte[] piece = new byte[PIECE];
      int length;
      do {
        checkRoom(name);
        length = digesting.readNBytes(piece, 0, PIECE);
        out.write(piece, 0, length);
      } while (length == PIECE);
      file.force(true);
      return new Digest(HexFormat.of().formatHex(digesting.getMessageDigest().digest()));
    }
  }

  private void checkRoom(String name) throws IOException {
    long free = room.free();
    if (free < RESERVE) {
      throw new FiresteelException(
          ErrorCategory.RESOURCES,
          "Cannot keep the uploaded file "
              + name
              + ": the dispatcher's disk has "
              + (free >> 20)
              + " MiB left, and "
              + (RESERVE >> 20)
              + " MiB stay free for what it must write about drivers (free some at "
              + directory
              + ", or bring the file by a URI that agents can fetch)");
    }
  }

  private synchronized void publish(Path part, UploadUri where) throws IOException {
    Path parent = directory.resolve(where.hash().hex());
    Files.createDirectories(parent, OWN_DIRECTORY);
    Files.setLastModifiedTime(part, FileTime.from(clock.instant()));
    Files.move(part, parent.resolve(where.name()), StandardCopyOption.ATOMIC_MOVE);
    sync(parent);
    sync(directory);
  }

  private static void sync(Path directory) throws IOException {
    try (FileChannel opened = FileChannel.open(directory, StandardOpenOption.READ)) {
      opened.force(true);
    }
  }

  private static void discard(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      // the next start removes it
    }
  }

  private static FiresteelException failed(UploadUri where, IOException e) {
    boolean full = String.valueOf(e.getMessage()).contains("No space left");
    return new FiresteelException(
        full ? ErrorCategory.RESOURCES : ErrorCategory.INPUT_OUTPUT,
        "Cannot keep the uploaded file " + where.name() + ": " + e,
        e);
  }

  /** Lets agents make it executable. */
  void makeExecutable(UploadUri file) throws IOException {
    Files.setPosixFilePermissions(
        path(file.hash(), file.name()), PosixFilePermissions.fromString("rwx------"));
  }

  /** Whether it was made so. */
  public boolean isExecutable(UploadUri file) {
    return Files.isExecutable(path(file.hash(), file.name()));
  }

  /** All files that are there. */
  List<UploadUri> files() throws IOException {
    return list(directory).stream()
        .filter(each -> Digest.isOne(String.valueOf(each.getFileName())))
        .flatMap(each -> listed(each).stream())
        .flatMap(each -> UploadUri.ofPath(directory.relativize(each).toString()).stream())
        .toList();
  }

  /** Removes a file if nobody has asked for it since then; says whether it did. */
  synchronized boolean removeUnused(UploadUri file, Instant since) throws IOException {
    Path path = directory.resolve(file.path());
    if (!Files.getLastModifiedTime(path).toInstant().isBefore(since)) {
      return false;
    }
    Files.delete(path);
    Path parent = directory.resolve(file.hash().hex());
    if (list(parent).isEmpty()) {
      Files.delete(parent);
    }
    return true;
  }

  private static List<Path> listed(Path directory) {
    try {
      return list(directory);
    } catch (IOException e) {
      return List.of(); // removed meanwhile
    }
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.sorted().toList();
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JVM has SHA-256", e);
    }
  }
}
