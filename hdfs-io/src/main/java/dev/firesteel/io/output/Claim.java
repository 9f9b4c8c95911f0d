package dev.firesteel.io.output;

import dev.firesteel.api.split.IfExists;
import dev.firesteel.io.storage.Entry;
import dev.firesteel.io.storage.Location;
import dev.firesteel.io.storage.Storage;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The right of a save to write to a directory, from its preparation to its end. Of several saves
 * that each want to make the directory exactly one gets it, because a file is made by exactly one:
 * file systems do not tell who made a directory.
 */
final class Claim {
  private final Storage storage;
  private final OutputPlace place;
  private final Refusals refusals;
  private final Committer committer;

  /** Directories that were not there before, the deepest first. */
  private final List<Location> made = new ArrayList<>();

  private boolean alone;
  private boolean cleared;

  Claim(Storage storage, OutputPlace place, Committer committer) {
    this.committer = committer;
    this.storage = storage;
    this.place = place;
    this.refusals = new Refusals(storage, place);
  }

  /** Checks that the save may go there and makes the place where attempts write. */
  void take() throws IOException {
    Optional<Entry> there = storage.find(place.target());
    if (there.isPresent()) {
      check(there.get());
    } else {
      findMissing();
    }
    boolean taken = false;
    try {
      storage.createDirectory(place.attempts());
      if (wantsAlone()) {
        takeAlone();
      }
      taken = true;
    } finally {
      if (!taken) {
        giveBackQuietly();
      }
    }
  }

  private void check(Entry there) throws IOException {
    if (place.ifExists() == IfExists.FAIL) {
      throw refusals.exists(there);
    }
    if (!(there instanceof Entry.Directory)) {
      throw refusals.notDirectory();
    }
    if (place.ifExists() == IfExists.OVERWRITE && storage.precious(place.target())) {
      throw refusals.precious();
    }
    if (storage.find(place.lock()).isPresent()) {
      throw refusals.replacing();
    }
    if (place.ifExists() == IfExists.OVERWRITE && committer == Committer.HADOOP) {
      storage.delete(place.temporary()); // it would commit what a killed save left
    }
  }

  /** Whether no other save may write to the directory: committers of Hadoop's mix their jobs. */
  private boolean wantsAlone() {
    return place.ifExists() == IfExists.FAIL || committer == Committer.HADOOP;
  }

  /** Whether what attempts of this save wrote is still there. */
  boolean holds() throws IOException {
    return storage.find(place.attempts()).isPresent();
  }

  /** Whether somebody else removed what this save wrote: then what is there may be another's. */
  boolean overtaken() throws IOException {
    return !cleared && !holds();
  }

  /** Fails if {@link #overtaken}. */
  void check() throws IOException {
    if (overtaken()) {
      throw refusals.overtaken();
    }
  }

  /** Has the other saves to this directory, if there are any, fail when they commit. */
  void removeOthers() throws IOException {
    if (committer == Committer.HADOOP) {
      return; // this save is alone, and what is there is the committer's
    }
    for (Entry entry : storage.list(place.temporary())) {
      if (!entry.location().equals(place.lock()) && !entry.location().equals(place.attempts())) {
        storage.delete(entry.location());
      }
    }
  }

  private void findMissing() throws IOException {
    Location missing = place.target();
    do {
      made.add(missing);
      missing = missing.parent();
    } while (!missing.path().equals("/") && storage.find(missing).isEmpty());
  }

  private void takeAlone() throws IOException {
    try {
      alone = true; // also if the answer is lost
      storage.create(place.claim()).close();
    } catch (FileAlreadyExistsException e) {
      alone = false;
      throw refusals.exists(new Entry.Directory(place.target()));
    }
    if (place.ifExists() != IfExists.FAIL) {
      return;
    }
    // Another one may have begun and ended since the directory was looked for.
    for (Entry entry : storage.list(place.target())) {
      if (!OutputPlace.unfinished(entry.location().name())) {
        throw refusals.exists(new Entry.Directory(place.target()));
      }
    }
  }

  /** Removes what attempts wrote and the marks of this save; other saves' stay. */
  void clear() throws IOException {
    cleared = true; // also if the answer is lost
    remove();
  }

  private void remove() throws IOException {
    storage.delete(place.attempts());
    if (alone) {
      storage.delete(place.claim());
      alone = false;
    }
    storage.deleteIfEmpty(place.temporary());
  }

  /**
   * Clears after a failure, and removes the directories that the save made, unless something is in
   * them.
   */
  void giveBack() throws IOException {
    remove();
    for (Location directory : made) {
      storage.deleteIfEmpty(directory);
    }
  }

  /** After a failure, whose cause says more than what fails here. */
  private void giveBackQuietly() {
    try {
      giveBack();
    } catch (IOException e) {
      // the failure that led here is thrown
    }
  }
}
