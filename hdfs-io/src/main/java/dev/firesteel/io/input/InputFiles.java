package dev.firesteel.io.input;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.io.storage.Entry;
import dev.firesteel.io.storage.Entry.Directory;
import dev.firesteel.io.storage.Entry.StoredFile;
import dev.firesteel.io.storage.Location;
import dev.firesteel.io.storage.Search;
import dev.firesteel.io.storage.Storage;
import dev.firesteel.io.storage.StorageErrors;
import dev.firesteel.io.storage.Storages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The files that an input's paths name: all problems are found before they are reported. */
public final class InputFiles {
  private final Storages storages;
  private final Subdirectories subdirectories;
  private final List<StoredFile> files = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final List<Exception> causes = new ArrayList<>();

  /** Looks in these file systems. */
  public InputFiles(Storages storages, Subdirectories subdirectories) {
    this.storages = storages;
    this.subdirectories = subdirectories;
  }

  /**
   * Finds the files of all paths.
   *
   * @throws FiresteelException naming every path that is missing or cannot be listed
   */
  public List<StoredFile> find(List<Location> paths) {
    for (Location path : paths) {
      try {
        Storage storage = storages.of(path);
        List<Entry> matches = new Search(storage).find(path);
        if (matches.isEmpty()) {
          problems.add(path + ": it does not exist (check the path)");
        }
        for (Entry match : matches) {
          add(match, storage);
        }
      } catch (IOException e) {
        FiresteelException explained = StorageErrors.explain("read", path, e);
        if (explained.category() != ErrorCategory.INPUT_OUTPUT) {
          throw explained;
        }
        problems.add(path + ": " + StorageErrors.why(path, e));
        causes.add(e);
      }
    }
    if (!problems.isEmpty()) {
      throw failure();
    }
    return files;
  }

  private void add(Entry match, Storage storage) throws IOException {
    if (match instanceof StoredFile file) {
      files.add(file);
      return;
    }
    for (Entry child : storage.list(match.location())) {
      String name = child.location().name();
      if (name.startsWith("_") || name.startsWith(".")) {
        continue;
      }
      if (child instanceof StoredFile file) {
        files.add(file);
      } else if (subdirectories == Subdirectories.READ) {
        add(child, storage);
      } else if (subdirectories == Subdirectories.REFUSE) {
        refuse((Directory) child);
      }
    }
  }

  private void refuse(Directory directory) {
    problems.add(
        directory.location()
            + ": it is a directory inside an input directory (set firesteel.io.subdirectories to"
            + " read or skip, or name its files with a glob)");
  }

  private FiresteelException failure() {
    String message =
        problems.size() == 1
            ? "Cannot read " + problems.get(0)
            : "Cannot read " + problems.size() + " paths:\n  " + String.join("\n  ", problems);
    FiresteelException failure =
        new FiresteelException(
            ErrorCategory.INPUT_OUTPUT, message, causes.isEmpty() ? null : causes.get(0));
    causes.stream().skip(1).forEach(failure::addSuppressed);
    return failure;
  }
}
