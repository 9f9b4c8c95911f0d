package dev.firesteel.backend.mesos.offer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Value;

/**
 * The scalars that offers of one agent have left: those reserved for a role are taken first,
 * revocable ones last, and never together with others of the same name, which Mesos refuses.
 * Volumes, shared resources and those of resource providers are left alone. Not thread-safe; made
 * for each offer that comes, so it is plain and quick.
 */
final class Stock {
  private final List<Entry> entries;

  private static final class Entry {
    private final Resource resource;
    private long left;

    Entry(Resource resource) {
      this.resource = resource;
      this.left = Need.thousandths(resource.getScalar().getValue());
    }

    boolean is(String name, boolean revocable) {
      return resource.hasRevocable() == revocable && resource.getName().equals(name);
    }
  }

  private Stock(List<Entry> entries) {
    this.entries = entries;
  }

  /** What of some resources can be taken. */
  static Stock of(Collection<Resource> resources, Revocable revocable) {
    List<Entry> reserved = new ArrayList<>(resources.size());
    List<Entry> others = new ArrayList<>(resources.size());
    for (Resource each : resources) {
      if (takeable(each, revocable)) {
        (each.getReservationsCount() > 0 ? reserved : others).add(new Entry(each));
      }
    }
    reserved.addAll(others);
    return new Stock(reserved);
  }

  private static boolean takeable(Resource resource, Revocable revocable) {
    boolean plain = !resource.hasDisk() && !resource.hasShared() && !resource.hasProviderId();
    return plain
        && resource.getType() == Value.Type.SCALAR
        && (!resource.hasRevocable() || revocable == Revocable.TAKEN);
  }

  /** The most of each name that one executor can have here. */
  Map<String, Long> most() {
    Map<String, Long> most = new TreeMap<>();
    for (Entry each : entries) {
      most.computeIfAbsent(each.resource.getName(), this::most);
    }
    return most;
  }

  private long most(String name) {
    return Math.max(sum(name, false), sum(name, true));
  }

  private long sum(String name, boolean revocable) {
    long sum = 0;
    for (Entry each : entries) {
      if (each.is(name, revocable)) {
        sum += each.left;
      }
    }
    return sum;
  }

  /** The first resource of which there is too little. */
  Optional<String> lacks(Need need) {
    for (Map.Entry<String, Long> each : need.thousandths().entrySet()) {
      if (most(each.getKey()) < each.getValue()) {
        return Optional.of(each.getKey());
      }
    }
    return Optional.empty();
  }

  /** Whether there is any of a resource. */
  boolean has(String name) {
    return most(name) > 0;
  }

  /** Takes what one executor needs; nothing if there is too little. */
  Optional<List<Resource>> take(Need need) {
    if (lacks(need).isPresent()) {
      return Optional.empty();
    }
    Map<Resource, Long> taken = new LinkedHashMap<>();
    need.thousandths().forEach((name, amount) -> take(name, amount, taken));
    List<Resource> resources = new ArrayList<>();
    taken.forEach(
        (kind, amount) ->
            resources.add(
                kind.toBuilder()
                    .setScalar(Value.Scalar.newBuilder().setValue(Need.scalar(amount)))
                    .build()));
    return Optional.of(resources);
  }

  private void take(String name, long amount, Map<Resource, Long> taken) {
    boolean revocable = sum(name, false) < amount;
    long missing = amount;
    for (Entry each : entries) {
      long part = Math.min(missing, each.left);
      if (part > 0 && each.is(name, revocable)) {
        each.left -= part;
        missing -= part;
        taken.merge(each.resource.toBuilder().clearScalar().buildPartial(), part, Long::sum);
      }
    }
  }
}
