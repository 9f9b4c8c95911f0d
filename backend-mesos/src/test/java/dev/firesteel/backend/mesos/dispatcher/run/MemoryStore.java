package dev.firesteel.backend.mesos.dispatcher.run;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.backend.mesos.dispatcher.book.Entry;
import dev.firesteel.backend.mesos.dispatcher.store.DriverStore;
import dev.firesteel.backend.mesos.dispatcher.store.Identity;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** A store that remembers as long as the test. */
final class MemoryStore implements DriverStore {
  private final TreeMap<Long, Entry> entries = new TreeMap<>();
  private Identity identity = new Identity("F", "n");
  private long next = 1;
  boolean full;

  @Override
  public Identity identity() {
    return identity;
  }

  @Override
  public List<Entry> entries() {
    return List.copyOf(entries.values());
  }

  @Override
  public long next() {
    return next;
  }

  @Override
  public void save(Collection<Entry> changed) {
    if (full) {
      throw new FiresteelException(ErrorCategory.INPUT_OUTPUT, "the disk is full");
    }
    for (Entry each : changed) {
      entries.put(each.number(), each);
      next = Math.max(next, each.number() + 1);
    }
  }

  @Override
  public void remove(Collection<Entry> removed) {
    removed.forEach(each -> entries.remove(each.number()));
  }

  @Override
  public void become(String framework) {
    save(List.of());
    identity = new Identity(framework, identity.nonce());
  }

  @Override
  public void close() {}
}
