package dev.firesteel.io;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PathIsNotEmptyDirectoryException;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/** Local files by way of Hadoop's code, under a scheme of their own. */
public final class TestedFileSystem extends RawLocalFileSystem {
  /** A directory of this name is not made at the first try. */
  static final String SECOND_TRY = "second-try";

  private final AtomicBoolean tried = new AtomicBoolean();

  @Override
  public boolean mkdirs(Path path) throws IOException {
    boolean refused = path.getName().equals(SECOND_TRY) && tried.compareAndSet(false, true);
    return !refused && super.mkdirs(path);
  }

  @Override
  public URI getUri() {
    return URI.create("tested:///");
  }

  @Override
  public String getScheme() {
    return "tested";
  }

  /** Of several that make one new file, one succeeds, as on HDFS: Hadoop's local files race. */
  @Override
  public FSDataOutputStream createNonRecursive(
      Path path,
      FsPermission permission,
      EnumSet<CreateFlag> flags,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    if (!flags.contains(CreateFlag.OVERWRITE)) {
      try {
        Files.createFile(pathToFile(path).toPath());
      } catch (java.nio.file.FileAlreadyExistsException e) {
        throw new FileAlreadyExistsException(path.toString());
      } catch (java.nio.file.NoSuchFileException e) {
        throw new FileNotFoundException(path.getParent().toString());
      }
    }
    return super.createNonRecursive(
        path,
        permission,
        EnumSet.of(CreateFlag.CREATE, CreateFlag.OVERWRITE),
        bufferSize,
        replication,
        blockSize,
        progress);
  }

  /**
   * Removes an empty directory only while it is empty, as HDFS does: Hadoop's local files look
   * first.
   */
  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    if (recursive || !Files.isDirectory(pathToFile(path).toPath())) {
      return super.delete(path, recursive);
    }
    try {
      Files.delete(pathToFile(path).toPath());
      return true;
    } catch (DirectoryNotEmptyException e) {
      throw new PathIsNotEmptyDirectoryException(path.toString());
    } catch (java.nio.file.NoSuchFileException e) {
      return false;
    }
  }

  /** Nothing: it has no permissions, and a file may have been renamed since it was made. */
  @Override
  public void setPermission(Path path, FsPermission permission) {}

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    return plain(super.getFileStatus(path));
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    FileStatus[] all = super.listStatus(path);
    for (int i = 0; i < all.length; i++) {
      all[i] = plain(all[i]);
    }
    return all;
  }

  /** Without the permissions, which it looks up for {@code file:} only. */
  private static FileStatus plain(FileStatus status) {
    return new FileStatus(
        status.getLen(),
        status.isDirectory(),
        1,
        status.getBlockSize(),
        status.getModificationTime(),
        status.getPath());
  }
}
