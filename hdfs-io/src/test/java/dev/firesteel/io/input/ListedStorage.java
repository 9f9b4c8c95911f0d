package dev.firesteel.io.input;

import dev.firesteel.io.storage.BlockPlace;
import dev.firesteel.io.storage.Entry;
import dev.firesteel.io.storage.Entry.Directory;
import dev.firesteel.io.storage.Entry.StoredFile;
import dev.firesteel.io.storage.Location;
import dev.firesteel.io.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A file system that can only be listed, and remembers who asked for what. */
final class ListedStorage implements Storage {
  /** What happens in a request, before it is answered. */
  interface Request {
    void at(String path) throws IOException;
  }

  private final TreeMap<String, Entry> entries = new TreeMap<>();
  private final Set<String> denied = new HashSet<>();
  private final Set<String> gone = new HashSet<>();
  private final ConcurrentLinkedQueue<String> requests = new ConcurrentLinkedQueue<>();
  private Request request = path -> {};

  ListedStorage file(String path, long length) {
    Location location = at(path);
    entries.put(path, new StoredFile(location, length, List.of(BlockPlace.anywhere(length))));
    return directory(location.parent().path());
  }

  ListedStorage directory(String path) {
    for (Location each = at(path); !each.path().equals("/"); each = each.parent()) {
      entries.putIfAbsent(each.path(), new Directory(each));
    }
    return this;
  }

  /** Nobody may list it. */
  ListedStorage deny(String path) {
    denied.add(path);
    return this;
  }

  /** Its name is still listed, but nothing is there any more. */
  ListedStorage vanish(String path) {
    gone.add(path);
    return this;
  }

  ListedStorage on(Request each) {
    this.request = each;
    return this;
  }

  /** The paths listed so far, in the order of their names. */
  List<String> requests() {
    return requests.stream().sorted().toList();
  }

  static Location at(String path) {
    return new Location("listed", "", path);
  }

  @Override
  public List<Entry> list(Location place) throws IOException {
    requests.add(place.path());
    request.at(place.path());
    if (denied.contains(place.path())) {
      throw new AccessDeniedException(place.toString());
    }
    Entry itself = place.path().equals("/") ? new Directory(place) : entries.get(place.path());
    if (itself == null || gone.contains(place.path())) {
      throw new NoSuchFileException(place.toString());
    }
    if (itself instanceof StoredFile) {
      return List.of(itself);
    }
    List<Entry> children = new ArrayList<>();
    for (Entry each : entries.values()) {
      if (each.location().parent().equals(place)) {
        children.add(each);
      }
    }
    return children;
  }

  @Override
  public Location absolute(Location location) {
    return location;
  }

  @Override
  public Optional<Entry> find(Location location) {
    throw new UnsupportedOperationException("one request is enough");
  }

  @Override
  public InputStream open(Location file, long offset) {
    throw new UnsupportedOperationException();
  }

  @Override
  public OutputStream create(Location file) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void createDirectory(Location directory) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void rename(Location from, Location to) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void delete(Location location) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void deleteIfEmpty(Location directory) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean precious(Location directory) {
    throw new UnsupportedOperationException();
  }
}
