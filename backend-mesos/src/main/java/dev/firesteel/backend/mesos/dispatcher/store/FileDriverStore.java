package dev.firesteel.backend.mesos.dispatcher.store;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.backend.mesos.dispatcher.book.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/**
 * A store in one file of a directory, which only its user may read: orders hold secrets. One
 * process has it at a time; a lock of the operating system, which ends with the process, sees to
 * that. Safe for any thread: all is done on one of its own, since an interruption of a thread in
 * the middle of it would close the file.
 */
public final class FileDriverStore implements DriverStore {
  /** The file's name. */
  static final String FILE = "drivers.mv";

  private static final String DRIVER = "driver/";
  private static final String NEXT = "next";
  private static final String FRAMEWORK = "framework";
  private static final String NONCE = "nonce";
  private static final int TIDY_MILLIS = 500;

  private final Path file;
  private final MVStore store;
  private final MVMap<String, String> map;
  private final ExecutorService thread;

  private FileDriverStore(Path file, MVStore store, ExecutorService thread) {
    this.file = file;
    this.store = store;
    this.thread = thread;
    this.map = store.openMap("dispatcher");
  }

  /**
   * Opens the store of a directory, which is made if it is not there.
   *
   * @param fresh draws the identity of a new dispatcher
   * @throws FiresteelException of category CONFIGURATION if another dispatcher has it, INPUT_OUTPUT
   *     if it cannot be read or written
   */
  public static FileDriverStore open(Path directory, Supplier<Identity> fresh) {
    Path file = directory.resolve(FILE);
    prepare(directory, file);
    ExecutorService thread =
        Executors.newSingleThreadExecutor(
            body -> {
              Thread made = new Thread(body, "driver-store");
              made.setDaemon(true);
              return made;
            });
    try {
      FileDriverStore opened =
          CompletableFuture.supplyAsync(() -> open(file, thread), thread).join();
      opened.beSomebody(fresh);
      return opened;
    } catch (CompletionException e) {
      thread.shutdown();
      throw e.getCause() instanceof MVStoreException why ? refusal(directory, why) : e;
    } catch (RuntimeException e) {
      thread.shutdown();
      throw e;
    }
  }

  private static FileDriverStore open(Path file, ExecutorService thread) {
    MVStore store =
        new MVStore.Builder()
            .fileName(file.toString())
            .autoCommitDisabled()
            .autoCommitBufferSize(0) // what belongs together is written together
            .open();
    store.setVersionsToKeep(0);
    store.compactFile(TIDY_MILLIS);
    return new FileDriverStore(file, store, thread);
  }

  private static void prepare(Path directory, Path file) {
    try {
      Files.createDirectories(directory);
      if (!Files.exists(file)) {
        Files.createFile(file, owner(file));
      }
    } catch (IOException e) {
      throw new FiresteelException(
          ErrorCategory.INPUT_OUTPUT,
          "Cannot keep drivers in " + directory + ": " + e + " (use another directory)",
          e);
    }
  }

  private static FileAttribute<?>[] owner(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private static FiresteelException refusal(Path directory, MVStoreException why) {
    if (why.getErrorCode() == DataUtils.ERROR_FILE_LOCKED) {
      return new FiresteelException(
          ErrorCategory.CONFIGURATION,
          "Cannot use "
              + directory
              + ": another dispatcher keeps its drivers there (end it, or use another directory)",
          why);
    }
    return new FiresteelException(
        ErrorCategory.INPUT_OUTPUT,
        "Cannot read the drivers in "
            + directory.resolve(FILE)
            + ": "
            + why.getMessage()
            + " (use a copy of it, or another directory)",
        why);
  }

  private void beSomebody(Supplier<Identity> fresh) {
    if (!map.containsKey(FRAMEWORK)) {
      Identity drawn = fresh.get();
      write(
          () -> {
            map.put(FRAMEWORK, drawn.framework());
            map.put(NONCE, drawn.nonce());
          });
    }
  }

  @Override
  public Identity identity() {
    return new Identity(String.valueOf(map.get(FRAMEWORK)), String.valueOf(map.get(NONCE)));
  }

  @Override
  public List<Entry> entries() {
    List<Entry> all = new ArrayList<>();
    var keys = map.keyIterator(DRIVER);
    while (keys.hasNext()) {
      String key = keys.next();
      if (!key.startsWith(DRIVER)) {
        break;
      }
      all.add(EntryText.entry(String.valueOf(map.get(key))));
    }
    return all;
  }

  @Override
  public long next() {
    String next = map.get(NEXT);
    return next == null ? 1 : Long.parseLong(next);
  }

  @Override
  public void save(Collection<Entry> entries) {
    write(
        () -> {
          for (Entry each : entries) {
            map.put(key(each), EntryText.of(each));
            if (each.number() >= next()) {
              map.put(NEXT, Long.toString(each.number() + 1));
            }
          }
        });
  }

  @Override
  public void remove(Collection<Entry> entries) {
    write(() -> entries.forEach(each -> map.remove(key(each))));
  }

  @Override
  public void become(String framework) {
    write(() -> map.put(FRAMEWORK, framework));
  }

  private static String key(Entry entry) {
    return DRIVER + String.format(Locale.ROOT, "%019d", entry.number());
  }

  private void write(Runnable change) {
    try {
      CompletableFuture.runAsync(
              () -> {
                change.run();
                store.commit();
                store.sync();
              },
              thread)
          .join();
    } catch (RuntimeException e) {
      Throwable why = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
      throw new FiresteelException(
          ErrorCategory.INPUT_OUTPUT,
          "Cannot write the drivers in "
              + file
              + ": "
              + why.getMessage()
              + " (look whether its disk is full; start the dispatcher again afterwards)",
          why);
    }
  }

  @Override
  public void close() {
    if (!thread.isShutdown()) {
      CompletableFuture.runAsync(store::close, thread).exceptionally(failure -> null).join();
      thread.shutdown();
    }
  }
}
