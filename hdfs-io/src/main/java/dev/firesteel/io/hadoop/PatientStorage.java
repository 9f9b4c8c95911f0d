package dev.firesteel.io.hadoop;

import dev.firesteel.io.storage.Entry;
import dev.firesteel.io.storage.Location;
import dev.firesteel.io.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** A file system whose requests are repeated while nobody answers them. */
record PatientStorage(Storage storage, Retrying retrying) implements Storage {
  /** A request without an answer. */
  private interface Order {
    void send() throws IOException;
  }

  private <T> T ask(Location at, Retrying.Request<T> request) throws IOException {
    return retrying.repeatable(() -> checked(at, request));
  }

  private <T> T once(Location at, Retrying.Request<T> request) throws IOException {
    return retrying.once(() -> checked(at, request));
  }

  private static <T> T checked(Location at, Retrying.Request<T> request) throws IOException {
    try {
      return request.send();
    } catch (IllegalArgumentException e) {
      throw HadoopErrors.invalid(at, e);
    }
  }

  private static Retrying.Request<Boolean> answered(Order order) {
    return () -> {
      order.send();
      return true;
    };
  }

  @Override
  public Location absolute(Location location) throws IOException {
    return ask(location, () -> storage.absolute(location));
  }

  @Override
  public Optional<Entry> find(Location location) throws IOException {
    return ask(location, () -> storage.find(location));
  }

  @Override
  public List<Entry> list(Location directory) throws IOException {
    return ask(directory, () -> storage.list(directory));
  }

  @Override
  public InputStream open(Location file, long offset) throws IOException {
    return ask(file, () -> storage.open(file, offset));
  }

  @Override
  public OutputStream create(Location file) throws IOException {
    return once(file, () -> storage.create(file));
  }

  @Override
  public void createDirectory(Location directory) throws IOException {
    Boolean unused = once(directory, answered(() -> storage.createDirectory(directory)));
  }

  @Override
  public void rename(Location from, Location to) throws IOException {
    Boolean unused = once(from, answered(() -> storage.rename(from, to)));
  }

  @Override
  public void delete(Location location) throws IOException {
    Boolean unused = ask(location, answered(() -> storage.delete(location)));
  }

  @Override
  public void deleteIfEmpty(Location directory) throws IOException {
    Boolean unused = ask(directory, answered(() -> storage.deleteIfEmpty(directory)));
  }

  @Override
  public boolean precious(Location directory) throws IOException {
    return ask(directory, () -> storage.precious(directory));
  }
}
