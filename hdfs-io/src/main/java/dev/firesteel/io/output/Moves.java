package dev.firesteel.io.output;

import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.io.hadoop.NoAnswerException;
import dev.firesteel.io.storage.Location;
import dev.firesteel.io.storage.Storage;
import dev.firesteel.io.storage.StorageErrors;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Renames that can be undone. Its methods are called by one thread at a time. */
final class Moves {
  /** One of them. */
  static final class Move {
    private final Location from;
    private final Location to;

    Move(Location from, Location to) {
      this.from = from;
      this.to = to;
    }
  }

  private final Storage storage;
  private final Set<Move> made = ConcurrentHashMap.newKeySet();

  Moves(Storage storage) {
    this.storage = storage;
  }

  /** Renames each, many at a time; after a failure some are renamed and some are not. */
  void make(List<Move> moves) {
    ManyAtATime.each(moves, this::make);
  }

  private void make(Move move) {
    try {
      storage.rename(move.from, move.to);
      made.add(move);
    } catch (NoSuchFileException | FileAlreadyExistsException e) {
      throw StorageErrors.explain("commit", move.from, e);
    } catch (IOException e) {
      FiresteelException failure = StorageErrors.explain("commit", move.from, e);
      if (mayBeMade(move, failure)) {
        made.add(move);
      }
      throw failure;
    }
  }

  /** Whether the answer may be lost. What nobody can tell now is to be undone with the others. */
  private boolean mayBeMade(Move move, FiresteelException failure) {
    try {
      return storage.find(move.from).isEmpty() && storage.find(move.to).isPresent();
    } catch (IOException second) {
      failure.addSuppressed(second);
      return true;
    }
  }

  /** Removes what was renamed, whatever was. */
  void discard() {
    undo(
        move -> {
          try {
            storage.delete(move.to);
          } catch (IOException e) {
            throw StorageErrors.explain("clean up", move.to, e);
          }
        });
  }

  /** Renames all back. */
  void takeBack() {
    undo(
        move -> {
          try {
            takeBack(move);
          } catch (IOException e) {
            throw StorageErrors.explain("put back", move.to, e);
          }
        });
  }

  private void takeBack(Move move) throws IOException {
    try {
      storage.rename(move.to, move.from);
    } catch (NoSuchFileException e) {
      if (storage.find(move.from).isEmpty()) {
        throw e;
      }
      // it was not made, or is back already
    }
  }

  /**
   * What fails stays among those that were made, so that it can be tried again. If nobody answers,
   * no further one is tried: each would wait as long.
   */
  private void undo(Consumer<Move> undo) {
    List<Move> all = new ArrayList<>(made);
    Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();
    AtomicBoolean unanswered = new AtomicBoolean();
    ManyAtATime.each(
        all,
        move -> {
          if (unanswered.get()) {
            return;
          }
          try {
            undo.accept(move);
            made.remove(move);
          } catch (RuntimeException e) {
            failures.add(e);
            if (e.getCause() instanceof NoAnswerException) {
              unanswered.set(true);
            }
          }
        });
    RuntimeException first = failures.poll();
    if (first != null) {
      throw first;
    }
  }
}
