package dev.firesteel.mesos.test.resources;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Value;

/**
 * Amounts of resources: scalars in thousandths, as Mesos counts them, and ranges. Sets are not
 * known. Immutable.
 */
public final class Resources {
  /** Nothing. */
  public static final Resources NONE = new Resources(Map.of(), Map.of());

  private final Map<Kind, Long> scalars;
  private final Map<Kind, Ranges> ranges;

  private Resources(Map<Kind, Long> scalars, Map<Kind, Ranges> ranges) {
    this.scalars = scalars;
    this.ranges = ranges;
  }

  /** The sum of these. */
  public static Resources of(Iterable<Resource> resources) {
    Map<Kind, Long> scalars = new LinkedHashMap<>();
    Map<Kind, Ranges> ranges = new LinkedHashMap<>();
    for (Resource each : resources) {
      if (each.getType() == Value.Type.RANGES) {
        ranges.merge(Kind.of(each), Ranges.of(each.getRanges()), Ranges::plus);
      } else if (each.getType() == Value.Type.SCALAR) {
        scalars.merge(Kind.of(each), Math.round(each.getScalar().getValue() * 1000), Long::sum);
      }
    }
    return cleaned(scalars, ranges);
  }

  private static Resources cleaned(Map<Kind, Long> scalars, Map<Kind, Ranges> ranges) {
    scalars.values().removeIf(amount -> amount == 0);
    ranges.values().removeIf(Ranges::isEmpty);
    return new Resources(scalars, ranges);
  }

  /** These and those. */
  public Resources plus(Resources more) {
    Map<Kind, Long> sum = new LinkedHashMap<>(scalars);
    more.scalars.forEach((kind, amount) -> sum.merge(kind, amount, Long::sum));
    Map<Kind, Ranges> union = new LinkedHashMap<>(ranges);
    more.ranges.forEach((kind, range) -> union.merge(kind, range, Ranges::plus));
    return cleaned(sum, union);
  }

  /** These without those; what is not there is not taken. */
  public Resources minus(Resources less) {
    Map<Kind, Long> rest = new LinkedHashMap<>(scalars);
    less.scalars.forEach(
        (kind, amount) -> rest.computeIfPresent(kind, (k, had) -> Math.max(0, had - amount)));
    Map<Kind, Ranges> left = new LinkedHashMap<>(ranges);
    less.ranges.forEach((kind, range) -> left.computeIfPresent(kind, (k, had) -> had.minus(range)));
    return cleaned(rest, left);
  }

  /** Whether all of that is in here. */
  public boolean contains(Resources part) {
    return part.scalars.entrySet().stream()
            .allMatch(each -> scalars.getOrDefault(each.getKey(), 0L) >= each.getValue())
        && part.ranges.entrySet().stream()
            .allMatch(
                each ->
                    ranges
                        .getOrDefault(each.getKey(), new Ranges(List.of()))
                        .contains(each.getValue()));
  }

  /** Whether there is nothing. */
  public boolean isEmpty() {
    return scalars.isEmpty() && ranges.isEmpty();
  }

  /** All of them allocated to this role. */
  public Resources allocatedTo(String role) {
    return kinds(kind -> kind.allocatedTo(role));
  }

  /** Those that are allocated to no role yet, now to this one; the others as they are. */
  public Resources allocatedByDefaultTo(String role) {
    return kinds(kind -> kind.like().hasAllocationInfo() ? kind : kind.allocatedTo(role));
  }

  /** None of them allocated. */
  public Resources unallocated() {
    return kinds(Kind::unallocated);
  }

  /** What may be offered to this role: unreserved, or reserved for it or a role above it. */
  public Resources offerableTo(String role) {
    return only(kind -> !kind.reserved() || (role + "/").startsWith(kind.reservedFor() + "/"));
  }

  /** Without revocable ones. */
  public Resources nonRevocable() {
    return only(kind -> !kind.revocable());
  }

  /** Those that are reserved. */
  public Resources reserved() {
    return only(Kind::reserved);
  }

  /** Those that are not reserved. */
  public Resources unreserved() {
    return only(kind -> !kind.reserved());
  }

  /** The total of a scalar over all reservations and roles. */
  public double scalar(String name) {
    return scalars.entrySet().stream()
            .filter(each -> each.getKey().name().equals(name))
            .mapToLong(Map.Entry::getValue)
            .sum()
        / 1000.0;
  }

  /** The union of a range, as {@code [31000-32000]}; empty if there is none. */
  public String range(String name) {
    return ranges.entrySet().stream()
        .filter(each -> each.getKey().name().equals(name))
        .map(Map.Entry::getValue)
        .reduce(Ranges::plus)
        .map(Ranges::toString)
        .orElse("");
  }

  private Resources kinds(UnaryOperator<Kind> change) {
    Map<Kind, Long> changed = new LinkedHashMap<>();
    scalars.forEach((kind, amount) -> changed.merge(change.apply(kind), amount, Long::sum));
    Map<Kind, Ranges> shifted = new LinkedHashMap<>();
    ranges.forEach((kind, range) -> shifted.merge(change.apply(kind), range, Ranges::plus));
    return cleaned(changed, shifted);
  }

  private Resources only(Predicate<Kind> wanted) {
    Map<Kind, Long> some = new LinkedHashMap<>(scalars);
    some.keySet().removeIf(wanted.negate());
    Map<Kind, Ranges> few = new LinkedHashMap<>(ranges);
    few.keySet().removeIf(wanted.negate());
    return cleaned(some, few);
  }

  /** As messages, ranges first. */
  public List<Resource> toList(Format format) {
    List<Resource> all = new ArrayList<>();
    ranges.forEach(
        (kind, range) ->
            all.add(format.shape(kind.like().toBuilder().setRanges(range.value()).build(), kind)));
    scalars.forEach(
        (kind, amount) ->
            all.add(
                format.shape(
                    kind.like().toBuilder()
                        .setScalar(Value.Scalar.newBuilder().setValue(amount / 1000.0))
                        .build(),
                    kind)));
    return all;
  }

  /** How reservations are written. */
  public enum Format {
    /** With {@code role}: for frameworks without RESERVATION_REFINEMENT. */
    ROLE {
      @SuppressWarnings("deprecation") // the old format is still spoken
      @Override
      Resource shape(Resource resource, Kind kind) {
        return resource.toBuilder().clearReservations().setRole(kind.reservedFor()).build();
      }
    },
    /** With a list of reservations. */
    RESERVATIONS {
      @Override
      Resource shape(Resource resource, Kind kind) {
        return resource;
      }
    };

    abstract Resource shape(Resource resource, Kind kind);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Resources that
        && scalars.equals(that.scalars)
        && ranges.equals(that.ranges);
  }

  @Override
  public int hashCode() {
    return scalars.hashCode() * 31 + ranges.hashCode();
  }

  /** As Mesos prints them. */
  @Override
  public String toString() {
    return Stream.concat(
            ranges.entrySet().stream().map(each -> each.getKey() + ":" + each.getValue()),
            scalars.entrySet().stream()
                .map(
                    each ->
                        each.getKey()
                            + ":"
                            + BigDecimal.valueOf(each.getValue(), 3)
                                .stripTrailingZeros()
                                .toPlainString()))
        .collect(Collectors.joining("; "));
  }
}
