package dev.firesteel.io.output;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.split.OutputFormat;
import dev.firesteel.api.split.PartitionWriter;
import dev.firesteel.api.split.WriteContext;
import dev.firesteel.io.storage.Location;
import dev.firesteel.io.storage.Storage;
import dev.firesteel.io.storage.StorageErrors;
import dev.firesteel.io.storage.Storages;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A new directory of files, one a partition. Attempts write files of their own; the driver renames
 * the winners'.
 *
 * @param <T> the elements' type
 */
public abstract class DirectoryOutput<T extends @Nullable Object> implements OutputFormat<T> {
  private static final long serialVersionUID = 1L;

  private final Location target;
  private final String extension;
  private final Storages storages;

  /**
   * Output to a directory that does not exist yet.
   *
   * @param extension end of the files' names
   */
  protected DirectoryOutput(Location target, String extension, Storages storages) {
    this.target = target;
    this.extension = extension;
    this.storages = storages;
  }

  /** The directory. */
  protected final Location target() {
    return target;
  }

  /** Writes one attempt's file, which is empty yet. */
  protected abstract PartitionWriter<T> writer(
      AttemptFile file, OutputStream out, int partition, WriteContext context) throws IOException;

  @Override
  public final void prepare(WriteContext context) {
    try {
      Storage storage = storages.of(target);
      if (storage.find(target).isPresent()) {
        throw new FiresteelException(
            ErrorCategory.INPUT_OUTPUT,
            "Cannot write to " + target + ": it exists already (remove it or choose another path)");
      }
      storage.createDirectory(target);
      try {
        storage.createDirectory(place(context).attempts());
      } catch (IOException e) {
        storage.deleteIfEmpty(target);
        throw e;
      }
    } catch (IOException e) {
      throw StorageErrors.explain("write to", target, e);
    }
  }

  @Override
  public final PartitionWriter<T> open(int partition, long attempt, WriteContext context) {
    Location file = place(context).attempt(partition, attempt);
    try {
      Storage storage = storages.of(target);
      OutputStream out = storage.create(file);
      return writer(new AttemptFile(storage, file), out, partition, context);
    } catch (NoSuchFileException e) {
      throw new FiresteelException(
          ErrorCategory.INPUT_OUTPUT,
          "Cannot write "
              + file
              + ": its directory is not there (the save has ended, or this host does not share the"
              + " driver's storage)",
          e);
    } catch (IOException e) {
      throw StorageErrors.explain("write", file, e);
    }
  }

  @Override
  public final void commit(List<byte[]> commits, WriteContext context) throws IOException {
    new OutputCommit(storages.of(target), place(context)).commit(commits);
  }

  @Override
  public final void abort(WriteContext context) throws IOException {
    try {
      new OutputCommit(storages.of(target), place(context)).abort(context.partitions());
    } catch (IOException e) {
      throw StorageErrors.explain("clean up", target, e);
    }
  }

  private OutputPlace place(WriteContext context) {
    return new OutputPlace(target, context.job(), extension);
  }
}
