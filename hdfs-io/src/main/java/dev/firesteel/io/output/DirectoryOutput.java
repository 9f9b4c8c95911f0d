package dev.firesteel.io.output;

import dev.firesteel.api.split.IfExists;
import dev.firesteel.api.split.OutputFormat;
import dev.firesteel.api.split.PartitionWriter;
import dev.firesteel.api.split.WriteContext;
import dev.firesteel.io.storage.Location;
import dev.firesteel.io.storage.Storage;
import dev.firesteel.io.storage.StorageErrors;
import java.io.IOException;
import java.io.OutputStream;
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
  private final transient @Nullable Map<String, DirectorySave> saves;

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
      Storage storage = storage();
      OutputPlace place = place(context);
      Claim claim = new Claim(storage, place, target.committer());
      Publication publication =
          switch (target.committer()) {
            case RENAME -> new Renaming(storage, place, claim);
            case HADOOP -> Committing.of(storage, place, claim, target, context);
          };
      saves().put(context.job(), DirectorySave.begin(storage, place, claim, publication));
    } catch (IOException e) {
      throw StorageErrors.explain("write to", target(), e);
    }
  }

  @Override
  public final PartitionWriter<T> open(int partition, long attempt, WriteContext context) {
    OutputPlace place = place(context);
    try {
      OpenFile file =
          switch (target.committer()) {
            case RENAME -> Renaming.attempt(storage(), place, partition, attempt);
            case HADOOP -> Committing.attempt(place, target, context, partition, attempt);
          };
      return writer(file, partition, context);
    } catch (IOException e) {
      throw StorageErrors.explain("write to", target(), e);
    }
  }

  private PartitionWriter<T> writer(OpenFile file, int partition, WriteContext context)
      throws IOException {
    try {
      return writer(file.file(), file.out(), partition, context);
    } catch (IOException | RuntimeException | Error e) {
      try (OutputStream out = file.out()) {
        out.flush();
      } catch (IOException second) {
        e.addSuppressed(second);
      }
      throw e;
    }
  }

  @Override
  public final void commit(List<byte[]> commits, WriteContext context) {
    DirectorySave save = saves().get(context.job());
    if (save == null) {
      throw new IllegalStateException(context.job() + " was not prepared");
    }
    save.commit(commits);
    saves().remove(context.job());
  }

  @Override
  public final void abort(WriteContext context) throws IOException {
    DirectorySave save = saves().get(context.job());
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

  private Map<String, DirectorySave> saves() {
    return Objects.requireNonNull(saves, "on the driver");
  }

  private OutputPlace place(WriteContext context) {
    return new OutputPlace(target(), target.ifExists(), context.job(), extension);
  }
}
