package dev.firesteel.mesos.test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A command line of options with values: {@code --name value}. */
final class Options {
  private final Map<String, String> values;

  private Options(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException if it has an option that is not known, or no value for one
   */
  static Options of(List<String> arguments, Set<String> known) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < arguments.size(); i += 2) {
      String name = arguments.get(i);
      if (!known.contains(name)) {
        throw new IllegalArgumentException("Unknown option " + name);
      }
      if (i + 1 == arguments.size()) {
        throw new IllegalArgumentException("Option " + name + " needs a value");
      }
      values.put(name, arguments.get(i + 1));
    }
    return new Options(values);
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name));
  }

  String required(String name) {
    return text(name)
        .orElseThrow(() -> new IllegalArgumentException("Option " + name + " is missing"));
  }

  /** A whole number of at least 0. */
  int number(String name, int otherwise) {
    return text(name).map(value -> number(name, value)).orElse(otherwise);
  }

  private static int number(String name, String value) {
    try {
      int number = Integer.parseInt(value);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new IllegalArgumentException(
        "Option " + name + " needs a whole number of at least 0, not '" + value + "'");
  }

  /** {@code host:port}, as the value of this option or a part of it. */
  static MasterLink.Address address(String name, String value) {
    int colon = value.lastIndexOf(':');
    if (colon <= 0) {
      throw new IllegalArgumentException(
          "Option " + name + " needs host:port, not '" + value + "'");
    }
    return new MasterLink.Address(
        value.substring(0, colon), number(name, value.substring(colon + 1)));
  }
}
