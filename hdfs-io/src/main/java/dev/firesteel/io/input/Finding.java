package dev.firesteel.io.input;

import dev.firesteel.io.storage.Entry;
import dev.firesteel.io.storage.Entry.Directory;
import dev.firesteel.io.storage.Entry.StoredFile;
import dev.firesteel.io.storage.Location;
import dev.firesteel.io.storage.Search;
import dev.firesteel.io.storage.Storage;
import dev.firesteel.io.storage.StorageErrors;
import dev.firesteel.io.storage.Trail;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What one path or glob of an input has brought so far. It makes no request itself: it gives places
 * to list and takes what they hold, in any order; what it found comes out in the order of the
 * paths.
 */
final class Finding {
  /**
   * A request to make.
   *
   * @param finding whose it is
   * @param place what to list
   * @param taker takes what it holds and says what to list then
   */
  record Step(Finding finding, Location place, Function<List<Entry>, List<Step>> taker) {}

  private final Location path;
  private final Storage storage;
  private final Subdirectories subdirectories;
  private final SortedMap<String, Entry> matches = new TreeMap<>();
  private final Map<String, List<Entry>> contents = new HashMap<>();
  private final List<String> problems = new ArrayList<>();

  Finding(Location path, Storage storage, Subdirectories subdirectories) {
    this.path = path;
    this.storage = storage;
    this.subdirectories = subdirectories;
  }

  Location path() {
    return path;
  }

  Storage storage() {
    return storage;
  }

  /**
   * Where to begin.
   *
   * @throws dev.firesteel.api.error.FiresteelException if the glob is malformed
   */
  List<Step> start() {
    return Search.trails(path).stream().map(this::follow).toList();
  }

  private Step follow(Trail trail) {
    return new Step(this, trail.place(), entries -> searched(trail, entries));
  }

  private List<Step> searched(Trail trail, List<Entry> entries) {
    boolean file = entries.size() == 1 && entries.get(0).location().equals(trail.place());
    if (trail.arrived()) {
      Entry itself = file ? entries.get(0) : new Directory(trail.place());
      return matches.putIfAbsent(trail.place().path(), itself) == null && !file
          ? listed(trail.place(), entries)
          : List.of();
    }
    if (file) {
      return List.of();
    }
    List<Step> next = new ArrayList<>();
    for (Entry entry : trail.matches(entries)) {
      if (!trail.last()) {
        if (entry instanceof Directory) {
          next.add(follow(trail.into(entry)));
        }
      } else if (matches.putIfAbsent(entry.location().path(), entry) == null
          && entry instanceof Directory) {
        next.add(enter(entry.location()));
      }
    }
    return next;
  }

  private Step enter(Location directory) {
    return new Step(this, directory, entries -> listed(directory, entries));
  }

  private List<Step> listed(Location directory, List<Entry> entries) {
    List<Entry> visible = entries.stream().filter(Finding::visible).toList();
    contents.put(directory.path(), visible);
    List<Step> next = new ArrayList<>();
    for (Entry entry : visible) {
      if (entry instanceof Directory) {
        if (subdirectories == Subdirectories.READ) {
          next.add(enter(entry.location()));
        } else if (subdirectories == Subdirectories.REFUSE) {
          refuse(entry.location());
        }
      }
    }
    return next;
  }

  private static boolean visible(Entry entry) {
    String name = entry.location().name();
    return !name.startsWith("_") && !name.startsWith(".");
  }

  private void refuse(Location directory) {
    problems.add(
        directory
            + ": it is a directory inside an input directory (set firesteel.io.subdirectories to"
            + " read or skip, or name its files with a glob)");
  }

  /** Notes a place that cannot be listed. */
  void failed(IOException why) {
    problems.add(path + ": " + StorageErrors.why(path, why));
  }

  /** All that stands against using what was found; empty if nothing does. */
  List<String> problems() {
    return matches.isEmpty() && problems.isEmpty()
        ? List.of(path + ": it does not exist (check the path)")
        : problems;
  }

  /** Adds what was found, in order. */
  void addTo(List<StoredFile> files) {
    matches.values().forEach(match -> add(match, files));
  }

  private void add(Entry entry, List<StoredFile> files) {
    if (entry instanceof StoredFile file) {
      files.add(file);
    } else {
      // Nothing is known of a directory that went away after its name was listed.
      contents.getOrDefault(entry.location().path(), List.of()).forEach(child -> add(child, files));
    }
  }
}
