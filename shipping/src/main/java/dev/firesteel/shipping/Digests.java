package dev.firesteel.shipping;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Digests of local files. Those of files that have not changed since they were read are remembered
 * in a file that only this user can write: a file counts as unchanged if its path, inode, size and
 * times of modification and of change are the same, and it was not young when it was read. Safe for
 * any thread.
 */
public final class Digests {
  private static final Logger LOG = LogManager.getLogger(Digests.class);
  private static final String FORM = "firesteel-digests-1";
  private static final int MOST = 2000;

  /** A file that changes within the resolution of its times shows it here only. */
  private static final Duration YOUNG = Duration.ofSeconds(10);

  private final Path memo;
  private final Clock clock;
  private final Map<String, String> known;
  private final Map<String, String> used = new TreeMap<>();
  private boolean learnt;

  private Digests(Path memo, Clock clock, Map<String, String> known) {
    this.memo = memo;
    this.clock = clock;
    this.known = known;
  }

  /** With what is remembered in a file, which need not exist; one of others is not trusted. */
  public static Digests remembered(Path memo, Clock clock) {
    return new Digests(memo, clock, read(memo));
  }

  /** The file that remembers, of this process's user. */
  public static Path memoOfUser() {
    String set = System.getenv("XDG_CACHE_HOME");
    Path cache =
        set == null || set.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(set);
    return cache.resolve("firesteel").resolve("digests");
  }

  /** The digest of a file's content. */
  public Digest of(Path file) throws IOException {
    Path real = file.toRealPath();
    String state = state(real);
    String key = real + "\t" + state;
    synchronized (this) {
      String digest = known.get(key);
      if (digest != null) {
        used.put(key, digest);
        return new Digest(digest);
      }
    }
    Instant begun = clock.instant();
    Digest digest = Digest.of(real);
    if (state.equals(state(real)) && !young(real, begun)) {
      synchronized (this) {
        known.put(key, digest.hex());
        used.put(key, digest.hex());
        learnt = true;
      }
    }
    return digest;
  }

  /** Remembers what is new. Failures do no harm. */
  public synchronized void save() {
    if (!learnt) {
      return;
    }
    List<String> lines = new ArrayList<>(List.of(FORM));
    used.forEach((key, digest) -> lines.add(digest + "\t" + key));
    known.forEach(
        (key, digest) -> {
          if (!used.containsKey(key) && lines.size() < MOST) {
            lines.add(digest + "\t" + key);
          }
        });
    try {
      Path directory = memo.toAbsolutePath().getParent();
      if (directory == null || !privateDirectory(directory)) {
        return;
      }
      Path part =
          Files.createTempFile(
              directory,
              "digests",
              ".part",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(part, lines);
      Files.move(part, memo, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      learnt = false;
    } catch (IOException | UnsupportedOperationException e) {
      LOG.debug("Digests of files are not remembered in {}: {}", memo, e.toString());
    }
  }

  private static boolean privateDirectory(Path directory) throws IOException {
    Path parent = directory.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    try {
      Files.createDirectory(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (FileAlreadyExistsException e) {
      return ownAlone(directory);
    }
    return true;
  }

  private static Map<String, String> read(Path memo) {
    Map<String, String> known = new TreeMap<>();
    try {
      Path directory = memo.toAbsolutePath().getParent();
      if (directory == null || !Files.exists(memo) || !ownAlone(directory) || !ownAlone(memo)) {
        return known;
      }
      List<String> lines = Files.readAllLines(memo);
      if (lines.isEmpty() || !lines.get(0).equals(FORM)) {
        return known;
      }
      for (String line : lines.subList(1, lines.size())) {
        int tab = line.indexOf('\t');
        if (tab > 0 && Digest.isOne(line.substring(0, tab))) {
          known.put(line.substring(tab + 1), line.substring(0, tab));
        }
      }
    } catch (IOException | UnsupportedOperationException e) {
      LOG.debug("Cannot read digests from {}: {}", memo, e.toString());
    }
    return known;
  }

  /** Whether nobody but this user can write it. */
  private static boolean ownAlone(Path path) throws IOException {
    PosixFileAttributes found =
        Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    return found.owner().getName().equals(System.getProperty("user.name"))
        && found.permissions().stream()
            .noneMatch(each -> each.name().matches("(GROUP|OTHERS)_WRITE"));
  }

  private static String state(Path file) throws IOException {
    Map<String, Object> found = Files.readAttributes(file, "unix:ino,size,lastModifiedTime,ctime");
    return found.get("ino")
        + "\t"
        + found.get("size")
        + "\t"
        + found.get("lastModifiedTime")
        + "\t"
        + found.get("ctime");
  }

  private static boolean young(Path file, Instant begun) throws IOException {
    FileTime changed = (FileTime) Files.getAttribute(file, "unix:ctime");
    return changed.toInstant().isAfter(begun.minus(YOUNG));
  }
}
