package dev.firesteel.io.output;

import dev.firesteel.api.split.IfExists;
import dev.firesteel.api.split.WriteContext;
import dev.firesteel.io.hadoop.commit.DirectoryCommit;
import dev.firesteel.io.storage.Entry;
import dev.firesteel.io.storage.Location;
import dev.firesteel.io.storage.Storage;
import java.io.IOException;
import java.util.List;

/** A committer of Hadoop's says where attempts write and makes the winners' files the output. */
final class Committing implements Publication {
  private final Storage storage;
  private final OutputPlace place;
  private final DirectoryCommit committer;
  private boolean begun;

  private Committing(Storage storage, OutputPlace place, DirectoryCommit committer) {
    this.storage = storage;
    this.place = place;
    this.committer = committer;
  }

  /** The driver's side of a save. */
  static Committing of(
      Storage storage, OutputPlace place, OutputTarget target, WriteContext context) {
    return new Committing(storage, place, committer(target, context));
  }

  private static DirectoryCommit committer(OutputTarget target, WriteContext context) {
    return new DirectoryCommit(target.directory(), target.storages().hadoop(), context);
  }

  /** The file that an attempt writes, on an executor. */
  static OpenFile attempt(
      OutputPlace place, OutputTarget target, WriteContext context, int partition, long attempt)
      throws IOException {
    DirectoryCommit.Attempt open =
        committer(target, context).attempt(partition, attempt, place.committed(partition).name());
    return new OpenFile(new Attempt(open), open.out());
  }

  private record Attempt(DirectoryCommit.Attempt open) implements AttemptFile {
    @Override
    public Location location() {
      return open.file();
    }

    @Override
    public byte[] commit() {
      try {
        return open.task().report();
      } catch (IOException e) {
        throw failed(e);
      }
    }

    @Override
    public void remove() throws IOException {
      open.task().abort();
    }
  }

  @Override
  public void begin() throws IOException {
    committer.setUp();
  }

  @Override
  public void publish(List<byte[]> reports) throws IOException {
    begun = true;
    committer.commit(reports);
  }

  /** All else was put aside before; only files that were added to others are told by their name. */
  @Override
  public void retract() throws IOException {
    if (!begun) {
      return;
    }
    String own = PartName.save(PartName.added(place.job(), 0));
    for (Entry entry : storage.list(place.target())) {
      String name = entry.location().name();
      if (place.ifExists() == IfExists.APPEND
          ? name.startsWith(own) || name.equals(OutputPlace.SUCCESS)
          : !OutputPlace.unfinished(name)) {
        storage.delete(entry.location());
      }
    }
    begun = false;
  }

  @Override
  public void abort() throws IOException {
    committer.abort();
  }
}
