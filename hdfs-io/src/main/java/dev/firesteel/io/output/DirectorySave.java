package dev.firesteel.io.output;

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
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The driver's side of one save to a directory, from its preparation to its end. For one thread at
 * a time. The order of a commit:
 *
 * <ol>
 *   <li>the mark of success that is there, if any, is put aside: from here on the output is
 *       incomplete for whoever looks for the mark;
 *   <li>to replace: what unfinished saves wrote is removed, so that they cannot add to it any more,
 *       and all that the directory holds is put aside, both under a lock;
 *   <li>the winners' files become files of the directory;
 *   <li>the mark is made: from here on the save has succeeded;
 *   <li>what was put aside is removed.
 * </ol>
 *
 * <p>A failure before the mark undoes all. What a killed driver leaves can be told by the missing
 * mark and by the directory of the save below {@code _temporary}, which holds what was put aside.
 */
final class DirectorySave {
  private final Storage storage;
  private final OutputPlace place;
  private final Claim claim;
  private final Refusals refusals;
  private final Moves aside;
  private final Moves asideMark;
  private final Publication publication;
  private boolean locked; // as far as is known
  private boolean held; // for certain
  private boolean marking;

  private DirectorySave(Storage storage, OutputPlace place, Claim claim, Publication publication) {
    this.storage = storage;
    this.place = place;
    this.claim = claim;
    this.refusals = new Refusals(storage, place);
    this.aside = new Moves(storage);
    this.asideMark = new Moves(storage);
    this.publication = publication;
  }

  /** Checks that the save may go there and makes the place where attempts write. */
  static DirectorySave begin(
      Storage storage, OutputPlace place, Claim claim, Publication publication) throws IOException {
    claim.take();
    DirectorySave save = new DirectorySave(storage, place, claim, publication);
    try {
      publication.begin();
    } catch (IOException e) {
      throw save.undone(StorageErrors.explain("write to", place.target(), e));
    } catch (RuntimeException e) {
      throw save.undone(e);
    }
    return save;
  }

  /**
   * Makes the winners' files the output. What it did is undone if it fails.
   *
   * @param reports what the winning attempts answered, by partition
   */
  void commit(List<byte[]> reports) {
    try {
      claim.check();
      putAside();
      publication.publish(reports);
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
      Leftover.of("what is left of the save in " + place.attempts(), this::clear);
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
      held = true;
    } catch (FileAlreadyExistsException e) {
      locked = false;
      throw refusals.replacing();
    } catch (NoSuchFileException e) {
      locked = false;
      throw refusals.overtaken();
    }
    if (claim.overtaken()) { // between the look and the lock
      throw refusals.overtaken();
    }
    claim.removeOthers();
    storage.createDirectory(place.replaced());
    List<Move> old = new ArrayList<>();
    for (Entry entry : storage.list(place.target())) {
      String name = entry.location().name();
      Move move = new Move(entry.location(), place.replaced().child(name));
      if (name.equals(OutputPlace.SUCCESS)) {
        asideMark.make(List.of(move));
      } else if (!OutputPlace.unfinished(name)) {
        old.add(move);
      }
    }
    aside.make(old);
  }

  private void mark() throws IOException {
    try {
      marking = true; // also if the answer is lost
      storage.create(place.success()).close();
    } catch (FileAlreadyExistsException e) {
      marking = false;
      // another save, which added files at the same time, was first
    }
  }

  /** The lock goes after what it protects. */
  private void clear() throws IOException {
    storage.delete(place.attempts());
    if (locked) {
      storage.delete(place.lock());
    }
    claim.clear();
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

  /**
   * Leaves what was there before; may be called again. What was put aside is removed by nothing but
   * success: where it cannot be put back it stays where it is.
   */
  void abort() throws IOException {
    publication.retract();
    if (!claim.overtaken()) {
      putBack();
    } else if (held) { // nothing is aside any more
      unlock();
    }
    publication.abort();
    claim.giveBack();
  }

  private void putBack() throws IOException {
    if (marking) {
      storage.delete(place.success());
      marking = false;
    }
    aside.takeBack();
    asideMark.takeBack();
    if (locked) {
      storage.deleteIfEmpty(place.replaced());
      if (storage.find(place.replaced()).isPresent()) {
        throw new FileSystemException(
            place.replaced().path(), null, "it still holds some of what was there before");
      }
      unlock();
    }
  }

  private void unlock() throws IOException {
    storage.delete(place.lock());
    locked = false;
    held = false;
  }
}
