package dev.firesteel.io.text;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.split.OutputFormat;
import dev.firesteel.api.split.PartitionWriter;
import dev.firesteel.api.split.WriteContext;
import dev.firesteel.io.codec.OutputCompression;
import dev.firesteel.io.storage.Location;
import dev.firesteel.io.storage.Storage;
import dev.firesteel.io.storage.StorageErrors;
import dev.firesteel.io.storage.Storages;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.util.List;

/** A directory of text files, one a partition. */
public final class TextOutput implements OutputFormat<Object> {
  private static final long serialVersionUID = 1L;

  private final Location target;
  private final OutputCompression compression;
  private final Storages storages;

  /** Output to a directory that does not exist yet. */
  public TextOutput(Location target, OutputCompression compression, Storages storages) {
    this.target = target;
    this.compression = compression;
    this.storages = storages;
  }

  @Override
  public void prepare(WriteContext context) {
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
  public PartitionWriter<Object> open(int partition, long attempt, WriteContext context) {
    Location file = place(context).attempt(partition, attempt);
    try {
      Storage storage = storages.of(target);
      OutputStream out = storage.create(file);
      return new TextWriter(storage, file, compression.compress(out));
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
  public void commit(List<byte[]> commits, WriteContext context) throws IOException {
    new OutputCommit(storages.of(target), place(context)).commit(commits);
  }

  @Override
  public void abort(WriteContext context) throws IOException {
    try {
      new OutputCommit(storages.of(target), place(context)).abort(context.partitions());
    } catch (IOException e) {
      throw StorageErrors.explain("clean up", target, e);
    }
  }

  @Override
  public String describe() {
    return "text " + target;
  }

  private OutputPlace place(WriteContext context) {
    return new OutputPlace(target, context.job(), compression.extension());
  }
}
