package dev.firesteel.backend.mesos.offer;

import java.util.stream.Collectors;
import org.apache.mesos.v1.Protos.Attribute;

/** Attributes of agents as text. */
final class AttributeText {
  private AttributeText() {}

  /**
   * The value as Mesos' command line has it: {@code r1}, {@code 2.5}, {@code [1-3]}, {@code {a,b}}.
   */
  static String of(Attribute attribute) {
    return switch (attribute.getType()) {
      case TEXT -> attribute.getText().getValue();
      case SCALAR -> number(attribute.getScalar().getValue());
      case SET -> "{" + String.join(",", attribute.getSet().getItemList()) + "}";
      case RANGES ->
          attribute.getRanges().getRangeList().stream()
              .map(range -> range.getBegin() + "-" + range.getEnd())
              .collect(Collectors.joining(",", "[", "]"));
    };
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
