package dev.firesteel.backend.mesos.dispatcher.book;

import dev.firesteel.backend.mesos.MesosKeys;
import dev.firesteel.backend.mesos.dispatcher.Driver;
import dev.firesteel.backend.mesos.dispatcher.DriverOrder;
import dev.firesteel.backend.mesos.dispatcher.DriverState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** An entry that is written anew: the old one where nothing else is said. */
final class Revision {
  private final Entry old;
  private DriverOrder order;
  private DriverState state;
  private int attempt;
  private Optional<Instant> started;
  private Optional<Instant> ended;
  private String agent;
  private String diagnostics;
  private String logAddress;
  private Optional<Place> place;
  private Setbacks setbacks;

  private Revision(Entry old) {
    this.old = old;
    Driver driver = old.driver();
    order = driver.order();
    state = driver.state();
    attempt = driver.attempt();
    started = driver.started();
    ended = driver.ended();
    agent = driver.agent();
    diagnostics = driver.diagnostics();
    logAddress = driver.logAddress();
    place = old.place();
    setbacks = old.setbacks();
  }

  static Revision of(Entry old) {
    return new Revision(old);
  }

  Revision to(DriverState next) {
    state = next;
    return this;
  }

  /** Nothing is known of the next attempt yet. */
  Revision nextAttempt() {
    attempt++;
    started = Optional.empty();
    agent = "";
    logAddress = "";
    place = Optional.empty();
    return this;
  }

  Revision at(Place where) {
    place = Optional.of(where);
    agent = where.at().host().value();
    return this;
  }

  Revision started(Instant now) {
    started = Optional.of(now);
    return this;
  }

  /** It never runs again: what may be a secret is not kept. */
  Revision ended(DriverState how, Instant now) {
    state = how;
    ended = Optional.of(now);
    order =
        new DriverOrder(
            order.key(),
            order.name(),
            order.user(),
            order.mainClass(),
            List.of(),
            told(order.settings()),
            new TreeMap<>());
    return this;
  }

  /** What people are told of one that has ended. */
  private static SortedMap<String, String> told(SortedMap<String, String> settings) {
    SortedMap<String, String> kept = new TreeMap<>(settings);
    kept.keySet().retainAll(Set.of(MesosKeys.ROLES.name()));
    return kept;
  }

  Revision says(String text) {
    diagnostics = text;
    return this;
  }

  Revision log(String address) {
    logAddress = address.isEmpty() ? logAddress : address;
    return this;
  }

  Revision with(Setbacks now) {
    setbacks = now;
    return this;
  }

  Entry entry() {
    Driver before = old.driver();
    Driver driver =
        new Driver(
            before.id(),
            order,
            state,
            attempt,
            before.submitted(),
            started,
            ended,
            agent,
            before.framework(),
            diagnostics,
            logAddress);
    return new Entry(old.number(), driver, place, setbacks);
  }
}
