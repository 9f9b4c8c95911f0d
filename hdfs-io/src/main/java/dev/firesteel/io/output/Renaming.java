package dev.firesteel.io.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.split.IfExists;
import dev.firesteel.io.output.Moves.Move;
import dev.firesteel.io.storage.Location;
import dev.firesteel.io.storage.Storage;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;

/** Attempts write below the output directory, and the driver renames the winners' files into it. */
final class Renaming implements Publication {
  private final OutputPlace place;
  private final Claim claim;
  private final Moves added;

  Renaming(Storage storage, OutputPlace place, Claim claim) {
    this.place = place;
    this.claim = claim;
    this.added = new Moves(storage);
  }

  /** The file that an attempt writes, on an executor. */
  static OpenFile attempt(Storage storage, OutputPlace place, int partition, long attempt)
      throws IOException {
    Location file = place.attempt(partition, attempt);
    try {
      return new OpenFile(new RenamedFile(storage, file), storage.create(file));
    } catch (NoSuchFileException e) {
      throw new FiresteelException(
          ErrorCategory.INPUT_OUTPUT,
          "Cannot write "
              + file
              + ": its directory is not there (the save has ended, another one replaced its output,"
              + " or this host does not share the driver's storage)",
          e);
    }
  }

  @Override
  public void begin() {}

  @Override
  public void publish(List<byte[]> reports) throws IOException {
    List<Move> winners = new ArrayList<>(reports.size());
    for (int i = 0; i < reports.size(); i++) {
      Location file = place.attempts().child(new String(reports.get(i), UTF_8));
      winners.add(new Move(file, place.committed(i)));
    }
    try {
      added.make(winners);
    } catch (FiresteelException e) {
      throw e.getCause() instanceof NoSuchFileException missing ? unseen(missing) : e;
    }
    claim.check(); // else another save has put aside some of them and may miss the others
  }

  private FiresteelException unseen(NoSuchFileException missing) throws IOException {
    claim.check();
    return new FiresteelException(
        ErrorCategory.INPUT_OUTPUT,
        "Cannot commit "
            + missing.getFile()
            + ": the driver does not see this file of a finished task (write to storage that all"
            + " hosts share)",
        missing);
  }

  @Override
  public void retract() throws IOException {
    // If the claim is gone, files of these names are another save's, unless they bear its name.
    if (place.ifExists() == IfExists.APPEND || !claim.overtaken()) {
      added.discard();
    }
  }

  @Override
  public void abort() {}
}
