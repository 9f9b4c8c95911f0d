package dev.firesteel.io.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.io.storage.Location;
import dev.firesteel.io.storage.Storage;
import dev.firesteel.io.storage.StorageErrors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes attempts' files the output, by renaming them, many at a time; {@code _SUCCESS} comes last.
 * If a step fails, all that was renamed is removed again.
 */
final class OutputCommit {
  private static final int RENAMES_AT_A_TIME = 16;
  private static final int WORTH_THREADS = 64;

  private final Storage storage;
  private final OutputPlace place;

  OutputCommit(Storage storage, OutputPlace place) {
    this.storage = storage;
    this.place = place;
  }

  /** Commits the files that the winning attempts named, by partition. */
  void commit(List<byte[]> names) {
    try {
      List<Location> files =
          names.stream().map(name -> place.attempts().child(new String(name, UTF_8))).toList();
      if (files.size() < WORTH_THREADS) {
        for (int i = 0; i < files.size(); i++) {
          rename(files.get(i), i);
        }
      } else {
        renameTogether(files);
      }
      storage.delete(place.temporary());
      storage.create(place.success()).close();
    } catch (IOException e) {
      throw failure(StorageErrors.explain("commit", place.target(), e), names.size());
    } catch (RuntimeException e) {
      throw failure(e, names.size());
    }
  }

  /** Removes what the job wrote; nothing else that may be there. */
  void abort(int partitions) throws IOException {
    if (storage.find(place.attempts()).isPresent()) {
      remove(partitions);
    }
  }

  private void rename(Location file, int partition) {
    try {
      storage.rename(file, place.committed(partition));
    } catch (java.nio.file.NoSuchFileException e) {
      throw new FiresteelException(
          ErrorCategory.INPUT_OUTPUT,
          "Cannot commit "
              + file
              + ": the driver does not see this file of a finished task (write to storage that all"
              + " hosts share)",
          e);
    } catch (IOException e) {
      throw StorageErrors.explain("commit", file, e);
    }
  }

  private void renameTogether(List<Location> files) {
    ExecutorService threads = Executors.newFixedThreadPool(RENAMES_AT_A_TIME, OutputCommit::thread);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < files.size(); i++) {
        int partition = i;
        all.add(threads.submit(() -> rename(files.get(partition), partition)));
      }
      RuntimeException first = null;
      for (Future<?> each : all) {
        first = result(each, first);
      }
      if (first != null) {
        throw first;
      }
    } finally {
      end(threads);
    }
  }

  /** Waits for renames that still run after an interruption: what they make must be removed too. */
  private static void end(ExecutorService threads) {
    threads.shutdownNow();
    boolean interrupted = Thread.interrupted();
    try {
      threads.awaitTermination(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static @Nullable RuntimeException result(
      Future<?> rename, @Nullable RuntimeException first) {
    try {
      rename.get();
      return first;
    } catch (ExecutionException e) {
      return first != null
          ? first
          : e.getCause() instanceof RuntimeException known
              ? known
              : new FiresteelException(ErrorCategory.INTERNAL, "Cannot commit output", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new FiresteelException(
          ErrorCategory.CANCELLED, "Cannot commit output: interrupted", e);
    }
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "firesteel-commit");
    thread.setDaemon(true);
    return thread;
  }

  private RuntimeException failure(RuntimeException failure, int partitions) {
    try {
      remove(partitions);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }

  private void remove(int partitions) throws IOException {
    for (int i = 0; i < partitions; i++) {
      storage.delete(place.committed(i));
    }
    storage.delete(place.success());
    storage.delete(place.temporary());
    storage.deleteIfEmpty(place.target());
  }
}
