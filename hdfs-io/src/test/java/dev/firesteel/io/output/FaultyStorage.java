package dev.firesteel.io.output;

import dev.firesteel.io.storage.Entry;
import dev.firesteel.io.storage.Location;
import dev.firesteel.io.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** A file system that fails when it is told to. */
record FaultyStorage(Storage storage, Fault fault) implements Storage {
  /** What goes wrong with a request, as {@code rename _SUCCESS}. */
  interface Fault {
    /** Called before and after each. */
    void at(When when, String request) throws IOException;
  }

  /** A request that fails before was not carried out, one that fails after was. */
  enum When {
    BEFORE,
    AFTER
  }

  private interface Order {
    void run() throws IOException;
  }

  private void order(String request, Order order) throws IOException {
    fault.at(When.BEFORE, request);
    order.run();
    fault.at(When.AFTER, request);
  }

  @Override
  public Location absolute(Location location) throws IOException {
    return storage.absolute(location);
  }

  @Override
  public Optional<Entry> find(Location location) throws IOException {
    fault.at(When.BEFORE, "find " + location.name());
    return storage.find(location);
  }

  @Override
  public List<Entry> list(Location place) throws IOException {
    return storage.list(place);
  }

  @Override
  public InputStream open(Location file, long offset) throws IOException {
    return storage.open(file, offset);
  }

  @Override
  public OutputStream create(Location file) throws IOException {
    fault.at(When.BEFORE, "create " + file.name());
    OutputStream out = storage.create(file);
    fault.at(When.AFTER, "create " + file.name());
    return out;
  }

  @Override
  public void createDirectory(Location directory) throws IOException {
    storage.createDirectory(directory);
  }

  @Override
  public void rename(Location from, Location to) throws IOException {
    order("rename " + from.name(), () -> storage.rename(from, to));
  }

  @Override
  public void delete(Location location) throws IOException {
    order("delete " + location.name(), () -> storage.delete(location));
  }

  @Override
  public void deleteIfEmpty(Location directory) throws IOException {
    storage.deleteIfEmpty(directory);
  }

  @Override
  public boolean precious(Location directory) throws IOException {
    return storage.precious(directory);
  }
}
