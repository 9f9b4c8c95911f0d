package dev.firesteel.shipping;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks one archive; nothing of it comes to lie outside its directory. Also a main class, for
 * clusters that do not unpack by themselves.
 */
public final class Unpacking {
  private static final int EXECUTABLE = 0111;

  private final Path root;

  /** Into a directory, which need not exist. */
  public Unpacking(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  /** Unpacks the first word, a file, to the second one, a directory. */
  public static void main(String[] words) throws IOException {
    Path archive = Path.of(words[0]);
    try {
      new Unpacking(Path.of(words[1])).unpack(archive, words[0].toLowerCase(Locale.ROOT));
    } catch (IOException e) {
      throw new IOException(
          "Cannot unpack " + archive.getFileName() + ": " + e.getMessage() + " (pack it anew)", e);
    }
  }

  /**
   * Unpacks.
   *
   * @param suffix the end of the archive's name, in lower case
   */
  public void unpack(Path archive, String suffix) throws IOException {
    Files.createDirectories(root);
    if (suffix.endsWith(".zip") || suffix.endsWith(".jar")) {
      unzip(archive);
      return;
    }
    try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
        InputStream in = suffix.endsWith("gz") ? new GzipCompressorInputStream(file, true) : file) {
      untar(new TarArchiveInputStream(in));
    }
  }

  private void unzip(Path archive) throws IOException {
    try (ZipFile zip = ZipFile.builder().setPath(archive).get()) {
      Enumeration<ZipArchiveEntry> entries = zip.getEntries();
      while (entries.hasMoreElements()) {
        ZipArchiveEntry entry = entries.nextElement();
        Path to = inside(entry.getName());
        if (entry.isDirectory()) {
          makeDirectory(to, entry.getName());
        } else if (entry.isUnixSymlink()) {
          link(to, entry.getName(), zip.getUnixSymlink(entry));
        } else {
          try (InputStream in = zip.getInputStream(entry)) {
            write(in, to, entry.getName(), entry.getUnixMode());
          }
        }
      }
    }
  }

  private void untar(TarArchiveInputStream tar) throws IOException {
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      Path to = inside(entry.getName());
      if (entry.isDirectory()) {
        makeDirectory(to, entry.getName());
      } else if (entry.isSymbolicLink()) {
        link(to, entry.getName(), entry.getLinkName());
      } else if (entry.isLink()) {
        Path target = inside(entry.getLinkName());
        makeParent(to, entry.getName());
        makeParent(target, entry.getLinkName());
        Files.createLink(to, target);
      } else if (entry.isFile()) {
        write(tar, to, entry.getName(), entry.getMode());
      }
    }
  }

  private void write(InputStream content, Path to, String name, int mode) throws IOException {
    makeParent(to, name);
    Files.copy(content, to);
    if ((mode & EXECUTABLE) != 0) {
      Set<PosixFilePermission> all = new HashSet<>(Files.getPosixFilePermissions(to));
      all.add(PosixFilePermission.OWNER_EXECUTE);
      Files.setPosixFilePermissions(to, all);
    }
  }

  private void link(Path to, String name, String target) throws IOException {
    makeParent(to, name);
    Files.createSymbolicLink(to, path(target));
  }

  /** Links may lead anywhere, as in an archive that a node unpacks; nothing is written through. */
  private void makeParent(Path to, String name) throws IOException {
    Path parent = to.getParent();
    if (parent != null) {
      makeDirectory(parent, name);
    }
  }

  private void makeDirectory(Path directory, String name) throws IOException {
    @Nullable Path there = directory;
    while (there != null && !Files.exists(there, LinkOption.NOFOLLOW_LINKS)) {
      there = there.getParent();
    }
    if (there == null || !there.toRealPath().startsWith(root.toRealPath())) {
      throw outside(name);
    }
    Files.createDirectories(directory);
  }

  private Path inside(String name) throws IOException {
    Path path = root.resolve(path(name)).normalize();
    if (!path.startsWith(root)) {
      throw outside(name);
    }
    return path;
  }

  private static Path path(String name) throws IOException {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new IOException(
          "no file here can have the name of its entry '"
              + name.replaceAll("\\p{Cntrl}", "?")
              + "': "
              + e.getReason(),
          e);
    }
  }

  private static IOException outside(String name) {
    return new IOException("its entry '" + name + "' would lie outside of its directory");
  }
}
