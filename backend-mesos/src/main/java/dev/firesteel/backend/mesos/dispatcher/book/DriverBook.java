package dev.firesteel.backend.mesos.dispatcher.book;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.backend.mesos.dispatcher.Driver;
import dev.firesteel.backend.mesos.dispatcher.DriverOrder;
import dev.firesteel.backend.mesos.dispatcher.DriverState;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All drivers, in the order of their submission. Nothing changes but by {@link #put} and {@link
 * #remove}, which are called once a change is on the disk. Not thread-safe.
 */
public final class DriverBook {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final TreeMap<Long, Entry> entries = new TreeMap<>();
  private final Map<String, Long> byId = new HashMap<>();
  private final Map<String, Long> byKey = new HashMap<>();
  private long next;

  /**
   * Known drivers.
   *
   * @param next the number of the next new one
   */
  public DriverBook(Collection<Entry> known, long next) {
    this.next = next;
    known.forEach(this::put);
  }

  /** A new driver, which is not in the book yet. */
  public Entry draft(DriverOrder order, String framework, Instant now) {
    String id = String.format(Locale.ROOT, "driver-%s-%04d", DAY.format(now), next);
    Driver driver =
        new Driver(
            id,
            order,
            DriverState.QUEUED,
            0,
            now,
            Optional.empty(),
            Optional.empty(),
            "",
            framework + "-" + id,
            "",
            "");
    return new Entry(next, driver, Optional.empty(), Setbacks.NONE);
  }

  /** Takes an entry, new or in the place of an older one. */
  public void put(Entry entry) {
    entries.put(entry.number(), entry);
    byId.put(entry.id(), entry.number());
    byKey.put(entry.driver().order().key(), entry.number());
    next = Math.max(next, entry.number() + 1);
  }

  /** Forgets an entry. */
  public void remove(Entry entry) {
    entries.remove(entry.number());
    byId.remove(entry.id());
    byKey.remove(entry.driver().order().key());
  }

  /** The driver with an id. */
  public Optional<Entry> find(String id) {
    return Optional.ofNullable(byId.get(id)).map(entries::get);
  }

  /** The driver that was ordered with a key. */
  public Optional<Entry> ordered(String key) {
    return Optional.ofNullable(byKey.get(key)).map(entries::get);
  }

  /** The driver whose current attempt is an executor; empty if it is nobody's (any more). */
  public Optional<Entry> whose(ExecutorId attempt) {
    int end = attempt.value().lastIndexOf('-');
    return end < 0
        ? Optional.empty()
        : find(attempt.value().substring(0, end))
            .filter(each -> each.state().placed() && each.attempt().equals(attempt));
  }

  /** All, the newest first. */
  public List<Entry> newestFirst() {
    return List.copyOf(entries.descendingMap().values());
  }

  /** Those that are in a state, in the order of their submission. */
  public List<Entry> in(DriverState state) {
    return entries.values().stream().filter(each -> each.state() == state).toList();
  }

  /** Those that Mesos may have a task for, in the order of their submission. */
  public List<Entry> placed() {
    return entries.values().stream().filter(each -> each.state().placed()).toList();
  }

  /** How many wait for an offer, or to be launched again. */
  public int waiting() {
    return in(DriverState.QUEUED).size() + in(DriverState.WAITING).size();
  }

  /** Those that ended first, beyond a number. */
  public List<Entry> surplus(int retained) {
    List<Entry> ended =
        entries.values().stream()
            .filter(each -> each.state().ended())
            .sorted(
                Comparator.comparing((Entry each) -> each.driver().ended().orElse(Instant.EPOCH))
                    .thenComparing(Entry::number))
            .toList();
    return ended.subList(0, Math.max(0, ended.size() - retained));
  }
}
