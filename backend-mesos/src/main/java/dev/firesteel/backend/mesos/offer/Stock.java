package dev.firesteel.backend.mesos.offer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
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
 * Volumes, shared resources and those of resource providers are left alone. Not thread-safe.
 */
final class Stock {
  private final Map<Resource, Long> left = new LinkedHashMap<>();

  private Stock() {}

  /** What of some resources can be taken. */
  static Stock of(Collection<Resource> resources, Revocable revocable) {
    Stock stock = new Stock();
    resources.stream()
        .filter(each -> takeable(each, revocable))
        .sorted(Comparator.comparing(each -> !reserved(each))) // stable
        .forEach(
            each ->
                stock.left.merge(
                    each.toBuilder().clearScalar().buildPartial(),
                    Need.thousandths(each.getScalar().getValue()),
                    Long::sum));
    return stock;
  }

  private static boolean takeable(Resource resource, Revocable revocable) {
    boolean plain = !resource.hasDisk() && !resource.hasShared() && !resource.hasProviderId();
    return plain
        && resource.getType() == Value.Type.SCALAR
        && (!resource.hasRevocable() || revocable == Revocable.TAKEN);
  }

  private static boolean reserved(Resource resource) {
    return resource.getReservationsCount() > 0;
  }

  /** The most of each name that one executor can have here. */
  Map<String, Long> most() {
    Map<String, Long> most = new TreeMap<>();
    left.keySet().forEach(key -> most.computeIfAbsent(key.getName(), this::most));
    return most;
  }

  private long most(String name) {
    return Math.max(sum(name, false), sum(name, true));
  }

  private long sum(String name, boolean revocable) {
    return left.entrySet().stream()
        .filter(each -> each.getKey().getName().equals(name))
        .filter(each -> each.getKey().hasRevocable() == revocable)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** The first resource of which there is too little. */
  Optional<String> lacks(Need need) {
    return need.thousandths().entrySet().stream()
        .filter(each -> most(each.getKey()) < each.getValue())
        .map(Map.Entry::getKey)
        .findFirst();
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
    List<Resource> taken = new ArrayList<>();
    need.thousandths().forEach((name, amount) -> take(name, amount, taken));
    return Optional.of(taken);
  }

  private void take(String name, long amount, List<Resource> taken) {
    boolean revocable = sum(name, false) < amount;
    long missing = amount;
    for (Map.Entry<Resource, Long> each : left.entrySet()) {
      Resource kind = each.getKey();
      long part = Math.min(missing, each.getValue());
      if (part > 0 && kind.getName().equals(name) && kind.hasRevocable() == revocable) {
        each.setValue(each.getValue() - part);
        missing -= part;
        taken.add(
            kind.toBuilder()
                .setScalar(Value.Scalar.newBuilder().setValue(Need.scalar(part)))
                .build());
      }
    }
  }
}
