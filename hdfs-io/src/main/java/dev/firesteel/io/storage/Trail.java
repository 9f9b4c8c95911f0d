package dev.firesteel.io.storage;

import java.util.List;

/**
 * A way that a search still has to go: a place to list, and the patterns for what lies below it. An
 * immutable value.
 */
public final class Trail {
  private final Location place;
  private final List<NamePattern> rest;

  private Trail(Location place, List<NamePattern> rest) {
    this.place = place;
    this.rest = rest;
  }

  /** Goes as far as no listing is needed to know the way. */
  static Trail from(Location start, List<NamePattern> patterns) {
    Location place = start;
    int known = 0;
    while (known < patterns.size() && patterns.get(known).literal()) {
      place = place.child(patterns.get(known++).text());
    }
    return new Trail(place, patterns.subList(known, patterns.size()));
  }

  /** What has to be listed next. */
  public Location place() {
    return place;
  }

  /** Whether the place itself is what is looked for, if it exists. */
  public boolean arrived() {
    return rest.isEmpty();
  }

  /** Whether what matches in the place is what is looked for, and not only on the way to it. */
  public boolean last() {
    return rest.size() == 1;
  }

  /** Those entries of the place that match. */
  public List<Entry> matches(List<Entry> entries) {
    NamePattern pattern = rest.get(0);
    return entries.stream().filter(entry -> pattern.matches(entry.location().name())).toList();
  }

  /** The way on, into one that matches. */
  public Trail into(Entry match) {
    return from(match.location(), rest.subList(1, rest.size()));
  }
}
