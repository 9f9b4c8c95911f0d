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
  private final Claim claim;
  private boolean begun;
  private boolean committed;

  private Committing(Storage storage, OutputPlace place, Claim claim, DirectoryCommit committer) {
    this.storage = storage;
    this.place = place;
    this.claim = claim;
    this.committer = committer;
  }

  /** The driver's side of a save. */
  static Committing of(
      Storage storage, OutputPlace place, Claim claim, OutputTarget target, WriteContext context) {
    return new Committing(storage, place, claim, committer(target, context));
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
    committed = true;
  }

  /**
   * All else was put aside before; only files that were added to others are told by their name.
   * Hadoop's usual committer ends by removing what all saves have below the directory. Then there
   * is nothing to go back to, if something was replaced: what is there is complete, and stays.
   */
  @Override
  public void retract() throws IOException {
    if (!begun || (claim.overtaken() && !(committed && place.ifExists() != IfExists.OVERWRITE))) {
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

  /** Hadoop's usual committer removes what all saves have below the directory, not only its own. */
  @Override
  public void abort() throws IOException {
    if (claim.holds()) {
      committer.abort();
    }
  }
}
