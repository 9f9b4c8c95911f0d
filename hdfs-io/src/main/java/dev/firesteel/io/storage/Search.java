package dev.firesteel.io.storage;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.io.storage.Entry.Directory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds what a path or glob names. The same for every file system. */
public final class Search {
  private final Storage storage;

  /** A search in one file system. */
  public Search(Storage storage) {
    this.storage = storage;
  }

  /** Cuts a list of paths at its commas; commas in braces belong to their glob. */
  public static List<String> paths(String list) {
    return Braces.split(list).stream().map(String::strip).filter(p -> !p.isEmpty()).toList();
  }

  /**
   * What matches, each once, in the order of the paths; empty if nothing does.
   *
   * @throws FiresteelException if the glob is malformed
   */
  public List<Entry> find(Location glob) throws IOException {
    SortedMap<String, Entry> found = new TreeMap<>();
    try {
      for (String pattern : Braces.expand(glob.path())) {
        find(glob.at(pattern), found);
      }
    } catch (IllegalArgumentException e) {
      throw new FiresteelException(
          ErrorCategory.USER,
          "Cannot use glob "
              + glob
              + ": "
              + e.getMessage()
              + " (put a backslash before a character that means itself)",
          e);
    }
    return List.copyOf(found.values());
  }

  private void find(Location glob, SortedMap<String, Entry> found) throws IOException {
    List<NamePattern> parts =
        Arrays.stream(glob.path().split("/"))
            .filter(part -> !part.isEmpty())
            .map(NamePattern::new)
            .toList();
    List<Location> places = List.of(glob.at("/"));
    int part = 0;
    while (part < parts.size()) {
      boolean last = part == parts.size() - 1;
      NamePattern pattern = parts.get(part++);
      List<Location> next = new ArrayList<>();
      for (Location place : places) {
        if (pattern.literal()) {
          next.add(place.child(pattern.text()));
          continue;
        }
        for (Entry entry : children(place)) {
          if (pattern.matches(entry.location().name())) {
            if (last) {
              found.put(entry.location().path(), entry);
            } else if (entry instanceof Directory) {
              next.add(entry.location());
            }
          }
        }
      }
      places = next;
    }
    places.sort(Comparator.comparing(Location::path));
    for (Location place : places) {
      storage.find(place).ifPresent(entry -> found.put(place.path(), entry));
    }
  }

  private List<Entry> children(Location place) throws IOException {
    return storage.find(place).orElse(null) instanceof Directory ? storage.list(place) : List.of();
  }
}
