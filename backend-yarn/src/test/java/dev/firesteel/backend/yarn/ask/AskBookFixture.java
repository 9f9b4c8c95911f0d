package dev.firesteel.backend.yarn.ask;

import dev.firesteel.api.backend.DemandSnapshot;
import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.backend.ExecutorProgram;
import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.Offer;
import dev.firesteel.api.backend.ProfileDemand;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.OfferId;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.resource.ResourceProfile;
import dev.firesteel.api.resource.Resources;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.api.topology.Placement;
import dev.firesteel.backend.tck.Heard;
import dev.firesteel.backend.tck.RecordedEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A book of asks, and the parts of the core and of the cluster beside it. */
abstract class AskBookFixture {
  static final long SECOND = 1_000_000_000L;
  static final Duration WAIT = Duration.ofSeconds(3);
  static final ResourceProfile SMALL = profile("small", Resources.of(1, 1024));
  static final ResourceProfile WIDE = profile("wide", Resources.of(4, 2048));

  final RecordedEvents events = new RecordedEvents();
  AskBook book = book(ContainerRules.Hints.NAMED);
  long generation;
  int containers;

  static ResourceProfile profile(String id, Resources executor) {
    return ResourceProfile.ofExecutor(new ProfileId(id), executor);
  }

  AskBook book(ContainerRules.Hints hints) {
    Resources largest = Resources.of(8, 8192).with("yarn.io/gpu", 2);
    return new AskBook(
        new ContainerRules(largest, heap -> heap + 384, hints), event -> event.accept(events));
  }

  static DemandSnapshot snapshot(long generation, ProfileDemand... profiles) {
    return new DemandSnapshot(generation, List.of(profiles), new TreeSet<>());
  }

  void declare(long now, ProfileDemand... profiles) {
    book.declare(snapshot(++generation, profiles), now);
  }

  void exclude(String host, ProfileDemand... profiles) {
    TreeSet<HostName> excluded = new TreeSet<>(List.of(new HostName(host)));
    book.declare(new DemandSnapshot(++generation, List.of(profiles), excluded), 0);
  }

  static ProfileDemand hinted(int executors, String... hosts) {
    TreeMap<HostName, Integer> hints = new TreeMap<>();
    Arrays.stream(hosts).forEach(host -> hints.put(new HostName(host), 1));
    return new ProfileDemand(SMALL, executors, hints, WAIT);
  }

  static TreeSet<HostName> hosts(String... names) {
    TreeSet<HostName> hosts = new TreeSet<>();
    Stream.of(names).map(HostName::new).forEach(hosts::add);
    return hosts;
  }

  Offer offered(ResourceProfile profile) {
    declare(0, ProfileDemand.of(profile, 1));
    book.take();
    grant("h1", 1);
    book.take();
    return lastOffer();
  }

  void grant(String host, int... priorities) {
    List<Grant> grants = new ArrayList<>();
    for (int priority : priorities) {
      grants.add(new Grant("c-" + ++containers, priority, Placement.of(new HostName(host))));
    }
    book.granted(grants, 0);
  }

  static ExecutorLaunch launch(String id) {
    return launch(id, SMALL);
  }

  static ExecutorLaunch launch(String id, ResourceProfile profile) {
    ExecutorProgram program = new ExecutorProgram("Main", List.of(), List.of());
    return new ExecutorLaunch(new ExecutorId(id), profile, program, List.of(), new TreeMap<>());
  }

  List<Offer> offers() {
    return events.all(Heard.Offered.class).stream().flatMap(o -> o.offers().stream()).toList();
  }

  Offer lastOffer() {
    List<Offer> all = offers();
    return all.get(all.size() - 1);
  }

  List<OfferId> rescinded() {
    return events.all(Heard.Rescinded.class).stream().map(Heard.Rescinded::offer).toList();
  }

  List<LossCause> losses() {
    return events.all(Heard.Lost.class).stream().map(lost -> lost.reason().cause()).toList();
  }

  Heard.Pending lastPending() {
    Optional<Heard.Pending> last =
        events.all(Heard.Pending.class).stream().reduce((one, next) -> next);
    return last.orElseThrow();
  }
}
