package dev.firesteel.io.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.split.IfExists;
import dev.firesteel.io.output.Moves.Move;
import dev.firesteel.io.storage.Entry;
import dev.firesteel.io.storage.Location;
import dev.firesteel.io.storage.Storage;
import dev.firesteel.io.storage.StorageErrors;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A save whose attempts write below the output directory and whose winners are renamed into it. The
 * order of a commit:
 *
 * <ol>
 *   <li>the mark of success that is there, if any, is put aside: from here on the output is
 *       incomplete for whoever looks for the mark;
 *   <li>to replace: what unfinished saves wrote is removed, so that they cannot add to it any more,
 *       and all that the directory holds is put aside, both under a lock;
 *   <li>the winners' files are renamed into it;
 *   <li>the mark is made: from here on the save has succeeded;
 *   <li>what was put aside is removed.
 * </ol>
 *
 * <p>A failure before the mark undoes all. What a killed driver leaves can be told by the missing
 * mark and by the directory of the save below {@code _temporary}, which holds what was put aside.
 */
final class RenameSave implements SaveProtocol {
  private final Storage storage;
  private final OutputPlace place;
  private final Claim claim;
  private final Refusals refusals;
  private final Moves aside;
  private final Moves asideMark;
  private final Moves added;
  private boolean locked;

  private RenameSave(Storage storage, OutputPlace place) {
    this.storage = storage;
    this.place = place;
    this.claim = new Claim(storage, place);
    this.refusals = new Refusals(storage, place);
    this.aside = new Moves(storage);
    this.asideMark = new Moves(storage);
    this.added = new Moves(storage);
  }

  /** Checks that the save may go there and makes the place where attempts write. */
  static RenameSave begin(Storage storage, OutputPlace place) throws IOException {
    RenameSave save = new RenameSave(storage, place);
    save.claim.take();
    return save;
  }

  @Override
  public void commit(List<byte[]> names) {
    try {
      checkMine();
      putAside();
      addAll(names);
      checkMine();
      if (place.ifExists() == IfExists.FAIL) {
        claim.clear();
      }
      mark();
    } catch (IOException e) {
      throw undone(StorageErrors.explain("commit", place.target(), e));
    } catch (RuntimeException e) {
      throw undone(e);
    }
    if (place.ifExists() != IfExists.FAIL) {
      Leftover.of("what is left of the save in " + place.attempts(), this::removeAside);
    }
  }

  private void putAside() throws IOException {
    switch (place.ifExists()) {
      case FAIL -> {}
      case APPEND -> {
        if (storage.find(place.success()).isPresent()) {
          putAsideMark();
        }
      }
      case OVERWRITE -> replace();
    }
  }

  private void putAsideMark() {
    Location to = place.attempts().child(OutputPlace.SUCCESS);
    try {
      asideMark.make(List.of(new Move(place.success(), to)));
    } catch (FiresteelException e) {
      if (!(e.getCause() instanceof NoSuchFileException)) { // else another one was first
        throw e;
      }
    }
  }

  private void replace() throws IOException {
    try {
      locked = true; // also if the answer is lost
      storage.create(place.lock()).close();
    } catch (FileAlreadyExistsException e) {
      locked = false;
      throw refusals.replacing();
    } catch (NoSuchFileException e) {
      locked = false;
      throw refusals.overtaken();
    }
    checkMine();
    for (Entry entry : storage.list(place.temporary())) {
      if (!entry.location().equals(place.lock()) && !entry.location().equals(place.attempts())) {
        storage.delete(entry.location());
      }
    }
    storage.createDirectory(place.replaced());
    List<Move> old = new ArrayList<>();
    for (Entry entry : storage.list(place.target())) {
      String name = entry.location().name();
      Move move = new Move(entry.location(), place.replaced().child(name));
      if (name.equals(OutputPlace.SUCCESS)) {
        asideMark.make(List.of(move));
      } else if (!name.equals(OutputPlace.TEMPORARY)) {
        old.add(move);
      }
    }
    aside.make(old);
  }

  private void addAll(List<byte[]> names) throws IOException {
    List<Move> winners = new ArrayList<>(names.size());
    for (int i = 0; i < names.size(); i++) {
      Location file = place.attempts().child(new String(names.get(i), UTF_8));
      winners.add(new Move(file, place.committed(i)));
    }
    try {
      added.make(winners);
    } catch (FiresteelException e) {
      throw e.getCause() instanceof NoSuchFileException missing ? unseen(missing) : e;
    }
  }

  private FiresteelException unseen(NoSuchFileException missing) throws IOException {
    if (!mine()) {
      return refusals.overtaken();
    }
    return new FiresteelException(
        ErrorCategory.INPUT_OUTPUT,
        "Cannot commit "
            + missing.getFile()
            + ": the driver does not see this file of a finished task (write to storage that all"
            + " hosts share)",
        missing);
  }

  /** Whether no other save has removed what this one wrote. */
  private boolean mine() throws IOException {
    return storage.find(place.attempts()).isPresent();
  }

  private void checkMine() throws IOException {
    if (!mine()) {
      throw refusals.overtaken();
    }
  }

  private void mark() throws IOException {
    try {
      storage.create(place.success()).close();
    } catch (FileAlreadyExistsException e) {
      // another save, which added files at the same time, was first
    }
  }

  /** The lock goes after what it protects. */
  private void removeAside() throws IOException {
    storage.delete(place.attempts());
    if (locked) {
      storage.delete(place.lock());
    }
    storage.deleteIfEmpty(place.temporary());
  }

  private static boolean interruption(@Nullable Throwable cause) {
    return cause instanceof InterruptedIOException && !(cause instanceof SocketTimeoutException);
  }

  private RuntimeException undone(RuntimeException failure) {
    // File systems give up on interrupted threads, and some forget that they were interrupted.
    boolean interrupted = Thread.interrupted() || interruption(failure.getCause());
    try {
      abort();
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    return failure;
  }

  /** What was put aside is removed by nothing but success: it stays where it is if it must. */
  @Override
  public void abort() throws IOException {
    if (place.ifExists() == IfExists.APPEND || mine()) { // else files of these names are another's
      added.discard();
    }
    aside.takeBack();
    asideMark.takeBack();
    if (locked) {
      storage.delete(place.lock());
      locked = false;
    }
    claim.giveBack();
  }
}
