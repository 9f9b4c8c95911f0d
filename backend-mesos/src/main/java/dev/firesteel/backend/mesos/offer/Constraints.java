package dev.firesteel.backend.mesos.offer;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.mesos.v1.Protos.Attribute;
import org.apache.mesos.v1.Protos.Offer;

/**
 * What an agent must have, written as {@code rack:r1,r2;zone:a;ssd}; all parts must hold. The
 * meaning of values follows the attribute's type: one of them is the text, one of them lies within
 * the ranges, all of them are in the set, one of them is not above the scalar. An attribute that an
 * agent has several times needs to fit once.
 */
public final class Constraints {
  /** How constraints are written. */
  static final String FORM = "NAME:VALUE,VALUE;NAME;..., such as rack:r1,r2;zone:a";

  /** The name that stands for the host's name. */
  private static final String HOSTNAME = "hostname";

  private static final Pattern PART = Pattern.compile("[^:;,\\s]+(\\s*:\\s*[^:;,]+(,[^:;,]+)*)?");

  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

  private final Map<String, Set<String>> wanted;

  private Constraints(Map<String, Set<String>> wanted) {
    this.wanted = wanted;
  }

  /** Whether a text is of the right form; the empty one is. */
  static boolean wellFormed(String text) {
    return parts(text).stream().allMatch(part -> PART.matcher(part).matches());
  }

  private static List<String> parts(String text) {
    return Arrays.stream(text.split(";")).map(String::trim).filter(p -> !p.isEmpty()).toList();
  }

  /**
   * Reads constraints.
   *
   * @throws IllegalArgumentException if the form is wrong
   */
  public static Constraints parse(String text) {
    if (!wellFormed(text)) {
      throw new IllegalArgumentException(
          "Cannot read constraints '" + text + "' (use " + FORM + ")");
    }
    Map<String, Set<String>> all = new LinkedHashMap<>();
    for (String part : parts(text)) {
      int colon = part.indexOf(':');
      String name = colon < 0 ? part : part.substring(0, colon).trim();
      Set<String> values = all.computeIfAbsent(name, n -> new LinkedHashSet<>());
      if (colon >= 0) {
        Arrays.stream(part.substring(colon + 1).split(",")).map(String::trim).forEach(values::add);
      }
    }
    return new Constraints(all);
  }

  /** The name of the first part that an offer's agent does not meet. */
  Optional<String> unmet(Offer offer) {
    return wanted.entrySet().stream()
        .filter(part -> !meets(offer, part.getKey(), part.getValue()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** A part as it is written. */
  String part(String name) {
    Set<String> values = wanted.getOrDefault(name, Set.of());
    return values.isEmpty() ? name : name + ":" + String.join(",", values);
  }

  /** What an offer's agent has of the name of a part. */
  static List<String> values(Offer offer, String name) {
    return name.equals(HOSTNAME)
        ? List.of(offer.getHostname())
        : offer.getAttributesList().stream()
            .filter(attribute -> attribute.getName().equals(name))
            .map(AttributeText::of)
            .toList();
  }

  private static boolean meets(Offer offer, String name, Set<String> values) {
    if (name.equals(HOSTNAME)) {
      return values.isEmpty() || values.stream().anyMatch(offer.getHostname()::equalsIgnoreCase);
    }
    return offer.getAttributesList().stream()
        .filter(attribute -> attribute.getName().equals(name))
        .anyMatch(attribute -> values.isEmpty() || meets(attribute, values));
  }

  private static boolean meets(Attribute attribute, Set<String> values) {
    return switch (attribute.getType()) {
      case TEXT -> values.contains(attribute.getText().getValue());
      case SET -> attribute.getSet().getItemList().containsAll(values);
      case SCALAR -> numbers(values).stream().anyMatch(n -> n <= attribute.getScalar().getValue());
      case RANGES ->
          numbers(values).stream()
              .anyMatch(
                  n ->
                      attribute.getRanges().getRangeList().stream()
                          .anyMatch(range -> range.getBegin() <= n && n <= range.getEnd()));
    };
  }

  /** Those that are numbers: no other lies within ranges or below a scalar. */
  private static List<Double> numbers(Set<String> values) {
    return values.stream()
        .filter(value -> NUMBER.matcher(value).matches())
        .map(Double::valueOf)
        .toList();
  }
}
