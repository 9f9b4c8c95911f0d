package dev.firesteel.io.storage;

import dev.firesteel.io.storage.Entry.Directory;
import dev.firesteel.io.storage.Entry.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The files of this machine, without Hadoop. */
final class LocalStorage implements Storage {
  /** Walks through a directory to remove it, while others may still put files there. */
  private static final int DELETIONS = 10;

  /** Tries to make a directory, while others may remove the empty one that it is to lie in. */
  private static final int CREATIONS = 100;

  @Override
  public Location absolute(Location location) throws IOException {
    if (!location.authority().isEmpty() && !location.authority().equals("localhost")) {
      throw new FileSystemException(
          location.toString(), null, "local files have no host (write file:///dir/file)");
    }
    return at(path(location).toAbsolutePath());
  }

  @Override
  public Optional<Entry> find(Location location) throws IOException {
    try {
      return Optional.of(entry(path(location)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (FileSystemException e) {
      if (String.valueOf(e.getReason()).equals("Not a directory")) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public List<Entry> list(Location place) throws IOException {
    Entry itself = find(place).orElseThrow(() -> new NoSuchFileException(place.path()));
    if (itself instanceof StoredFile) {
      return List.of(itself);
    }
    List<Entry> entries = new ArrayList<>();
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(path(place))) {
      for (Path each : paths) {
        try {
          entries.add(entry(each));
        } catch (NoSuchFileException e) {
          // removed since it was listed, or a link to nowhere
        }
      }
    } catch (java.nio.file.DirectoryIteratorException e) {
      throw e.getCause();
    }
    entries.sort(Comparator.comparing(entry -> entry.location().path()));
    return entries;
  }

  @Override
  public InputStream open(Location file, long offset) throws IOException {
    FileChannel channel = FileChannel.open(path(file), StandardOpenOption.READ);
    try {
      channel.position(offset);
      return Channels.newInputStream(channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public OutputStream create(Location file) throws IOException {
    return Channels.newOutputStream(
        FileChannel.open(path(file), StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW));
  }

  @Override
  public void createDirectory(Location directory) throws IOException {
    for (int left = CREATIONS; ; left--) {
      try {
        createDirectory(path(directory));
        return;
      } catch (NoSuchFileException e) {
        if (left == 0) {
          throw e;
        }
      }
    }
  }

  private static void createDirectory(Path path) throws IOException {
    for (Path above = path.getParent(); above != null; above = above.getParent()) {
      if (Files.exists(above)) {
        if (!Files.isDirectory(above)) {
          throw new NotDirectoryException(at(above).toString());
        }
        Files.createDirectories(path.getParent());
        break;
      }
    }
    Files.createDirectory(path);
  }

  @Override
  public void rename(Location from, Location to) throws IOException {
    Path target = path(to);
    if (Files.exists(target)) {
      throw new java.nio.file.FileAlreadyExistsException(target.toString());
    }
    Files.move(path(from), target);
  }

  @Override
  public void delete(Location location) throws IOException {
    Path path = path(location);
    for (int left = DELETIONS; Files.exists(path, LinkOption.NOFOLLOW_LINKS); left--) {
      try {
        deleteTree(path);
      } catch (DirectoryNotEmptyException e) {
        if (left == 0) {
          throw e;
        }
      }
    }
  }

  private static void deleteTree(Path path) throws IOException {
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
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
            if (e != null) {
              throw e;
            }
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  @Override
  public void deleteIfEmpty(Location directory) throws IOException {
    try {
      Files.deleteIfExists(path(directory));
    } catch (DirectoryNotEmptyException e) {
      // somebody put something there: it stays
    }
  }

  @Override
  public boolean precious(Location directory) throws IOException {
    Path real = path(directory).toRealPath();
    for (String each : List.of("/", System.getProperty("user.home"), "")) {
      Path kept = Path.of(each).toAbsolutePath();
      if ((Files.exists(kept) ? kept.toRealPath() : kept).startsWith(real)) {
        return true;
      }
    }
    return false;
  }

  private static Entry entry(Path path) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
    if (attributes.isDirectory()) {
      return new Directory(at(path));
    }
    long length = attributes.size();
    return new StoredFile(at(path), length, List.of(BlockPlace.anywhere(length)));
  }

  private static Location at(Path path) {
    return new Location(Location.FILE, "", path.toString());
  }

  private static Path path(Location location) throws IOException {
    try {
      return Path.of(location.path());
    } catch (InvalidPathException e) {
      throw new FileSystemException(location.toString(), null, e.getReason());
    }
  }
}
