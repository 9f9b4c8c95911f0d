package dev.firesteel.io.output;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.split.IfExists;
import dev.firesteel.api.split.OutputFormat;
import dev.firesteel.api.split.PartitionWriter;
import dev.firesteel.api.split.WriteContext;
import dev.firesteel.io.storage.Location;
import dev.firesteel.io.storage.Storage;
import dev.firesteel.io.storage.StorageErrors;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A directory of files, one a partition. Attempts write files of their own; the driver makes the
 * winners' the output.
 *
 * @param <T> the elements' type
 */
public abstract class DirectoryOutput<T extends @Nullable Object> implements OutputFormat<T> {
  private static final long serialVersionUID = 1L;

  private final OutputTarget target;
  private final String extension;

  /** The driver's saves that go on, by job. */
  private final transient @Nullable Map<String, SaveProtocol> saves;

  /**
   * Output to a directory.
   *
   * @param extension end of the files' names
   */
  protected DirectoryOutput(OutputTarget target, String extension) {
    this.target = target;
    this.extension = extension;
    this.saves = new ConcurrentHashMap<>();
  }

  /** The directory. */
  protected final Location target() {
    return target.directory();
  }

  private Storage storage() throws IOException {
    return target.storages().of(target());
  }

  /** Writes one attempt's file, which is empty yet. */
  protected abstract PartitionWriter<T> writer(
      AttemptFile file, OutputStream out, int partition, WriteContext context) throws IOException;

  @Override
  public final void prepare(WriteContext context) {
    try {
      saves().put(context.job(), RenameSave.begin(storage(), place(context)));
    } catch (IOException e) {
      throw StorageErrors.explain("write to", target(), e);
    }
  }

  @Override
  public final PartitionWriter<T> open(int partition, long attempt, WriteContext context) {
    Location file = place(context).attempt(partition, attempt);
    try {
      Storage storage = storage();
      OutputStream out = storage.create(file);
      return writer(new AttemptFile(storage, file), out, partition, context);
    } catch (NoSuchFileException e) {
      throw new FiresteelException(
          ErrorCategory.INPUT_OUTPUT,
          "Cannot write "
              + file
              + ": its directory is not there (the save has ended, another one"
              + " replaced its output, or this host does not share the driver's storage)",
          e);
    } catch (IOException e) {
      throw StorageErrors.explain("write", file, e);
    }
  }

  @Override
  public final void commit(List<byte[]> commits, WriteContext context) throws IOException {
    SaveProtocol save = saves().get(context.job());
    if (save == null) {
      throw new IllegalStateException(context.job() + " was not prepared");
    }
    save.commit(commits);
    saves().remove(context.job());
  }

  @Override
  public final void abort(WriteContext context) throws IOException {
    SaveProtocol save = saves().get(context.job());
    if (save == null) {
      return;
    }
    try {
      save.abort();
    } catch (IOException e) {
      throw StorageErrors.explain("clean up", target(), e);
    }
  }

  @Override
  public final Optional<String> replaces() {
    return target.ifExists() == IfExists.OVERWRITE
        ? Optional.of(target().toString())
        : Optional.empty();
  }

  private Map<String, SaveProtocol> saves() {
    return Objects.requireNonNull(saves, "on the driver");
  }

  private OutputPlace place(WriteContext context) {
    return new OutputPlace(target(), target.ifExists(), context.job(), extension);
  }
}
