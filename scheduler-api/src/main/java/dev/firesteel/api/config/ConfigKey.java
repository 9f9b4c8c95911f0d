package dev.firesteel.api.config;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A setting: name, type, default and meaning in one value. Dots group, hyphens join words: {@code
 * firesteel.driver.max-result-size}.
 *
 * @param name the full name, starting with {@code firesteel.}
 * @param type how the reference names the type, such as {@code duration}
 * @param defaultText the default as a user would write it, empty when there is none
 * @param doc one or two sentences for the reference, with unit and effect
 * @param parser text to value; throws IllegalArgumentException with a message that says what would
 *     be right
 * @param <T> the value's type
 */
public record ConfigKey<T>(
    String name,
    String type,
    Optional<String> defaultText,
    String doc,
    Function<String, T> parser) {
  /** Checks the name and that the default parses. */
  public ConfigKey {
    if (!name.matches("firesteel(\\.[a-z][a-z0-9]*(-[a-z0-9]+)*)+")) {
      throw new IllegalArgumentException("Cannot define setting '" + name + "': bad name");
    }
    String ownDefault = defaultText.orElse(null);
    if (ownDefault != null) {
      Optional<String> problem = problem(parser, ownDefault);
      if (problem.isPresent()) {
        throw new IllegalArgumentException(
            "Cannot define setting " + name + ": its default " + problem.get());
      }
    }
  }

  /**
   * This key, refusing values for which {@code valid} is false; {@code range} says what is right.
   */
  public ConfigKey<T> check(Predicate<T> valid, String range) {
    Function<String, T> checked =
        text -> {
          T value = parser.apply(text);
          if (!valid.test(value)) {
            throw new IllegalArgumentException("must be " + range);
          }
          return value;
        };
    return new ConfigKey<>(name, type + ", " + range, defaultText, doc, checked);
  }

  /** This key without a default. */
  public ConfigKey<T> withoutDefault() {
    return new ConfigKey<>(name, type, Optional.empty(), doc, parser);
  }

  /**
   * What is wrong with a value as a user wrote it, such as {@code must be true or false}; empty if
   * it is right.
   */
  public Optional<String> problem(String text) {
    return problem(parser, text);
  }

  private static Optional<String> problem(Function<String, ?> parser, String text) {
    try {
      Object parsed = parser.apply(text);
      return parsed == null ? Optional.of("must not be empty") : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
