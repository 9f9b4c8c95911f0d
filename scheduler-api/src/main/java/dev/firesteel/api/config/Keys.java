package dev.firesteel.api.config;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makers of keys by type. Each takes name, default (as a user would write it) and doc. */
public final class Keys {
  private static final Pattern QUANTITY = Pattern.compile("(\\d+)\\s*([a-zA-Z]*)");

  private Keys() {}

  /** A text. */
  public static ConfigKey<String> text(String name, String defaultText, String doc) {
    return key(name, "text", defaultText, doc, text -> text);
  }

  /** A whole number. */
  public static ConfigKey<Integer> number(String name, int defaultValue, String doc) {
    return key(
        name,
        "whole number",
        Integer.toString(defaultValue),
        doc,
        text -> {
          try {
            return Integer.valueOf(text.trim());
          } catch (NumberFormatException e) {
            throw new IllegalArgumentException("must be a whole number, such as 4", e);
          }
        });
  }

  /** A number with a fraction. */
  public static ConfigKey<Double> fraction(String name, double defaultValue, String doc) {
    return key(
        name,
        "number",
        Double.toString(defaultValue),
        doc,
        text -> {
          try {
            return Double.valueOf(text.trim());
          } catch (NumberFormatException e) {
            throw new IllegalArgumentException("must be a number, such as 0.6", e);
          }
        });
  }

  /** Yes or no. */
  public static ConfigKey<Boolean> flag(String name, boolean defaultValue, String doc) {
    return key(
        name,
        "true or false",
        Boolean.toString(defaultValue),
        doc,
        text ->
            switch (text.trim().toLowerCase(Locale.ROOT)) {
              case "true" -> true;
              case "false" -> false;
              default -> throw new IllegalArgumentException("must be true or false");
            });
  }

  /** A time span: {@code 250ms}, {@code 30s}, {@code 5m}, {@code 2h}, {@code 1d}. */
  public static ConfigKey<Duration> duration(String name, String defaultText, String doc) {
    return key(name, "duration", defaultText, doc, Keys::parseDuration);
  }

  /**
   * An amount of memory or disk in bytes: {@code 512m}, {@code 4g}; without a unit, bytes. Units
   * are powers of 1024.
   */
  public static ConfigKey<Long> bytes(String name, String defaultText, String doc) {
    return key(name, "size", defaultText, doc, Keys::parseBytes);
  }

  /** Texts separated by commas; blank ones are dropped. */
  public static ConfigKey<List<String>> list(String name, String defaultText, String doc) {
    return key(
        name,
        "list, separated by commas",
        defaultText,
        doc,
        text ->
            Arrays.stream(text.split(",")).map(String::trim).filter(t -> !t.isEmpty()).toList());
  }

  /** One of an enum's constants, in lower case with hyphens. */
  public static <E extends Enum<E>> ConfigKey<E> choice(
      String name, Class<E> type, E defaultValue, String doc) {
    E[] all = type.getEnumConstants();
    String words = Arrays.stream(all).map(Keys::word).collect(Collectors.joining(", "));
    return key(
        name,
        "one of " + words,
        word(defaultValue),
        doc,
        text ->
            Arrays.stream(all)
                .filter(e -> word(e).equals(text.trim().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of " + words)));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static <T> ConfigKey<T> key(
      String name, String type, String defaultText, String doc, Function<String, T> parser) {
    return new ConfigKey<>(name, type, Optional.of(defaultText), doc, parser);
  }

  static Duration parseDuration(String text) {
    Matcher m = QUANTITY.matcher(text.trim());
    String unit = m.matches() ? m.group(2).toLowerCase(Locale.ROOT) : "";
    TemporalUnit size =
        switch (unit) {
          case "ms" -> ChronoUnit.MILLIS;
          case "s" -> ChronoUnit.SECONDS;
          case "m", "min" -> ChronoUnit.MINUTES;
          case "h" -> ChronoUnit.HOURS;
          case "d" -> ChronoUnit.DAYS;
          default ->
              throw new IllegalArgumentException(
                  "must be a duration with its unit, such as 250ms, 30s, 5m, 2h or 1d");
        };
    try {
      // Below 292 years, so that it is also a number of nanoseconds.
      return Duration.ofNanos(Duration.of(Long.parseLong(m.group(1)), size).toNanos());
    } catch (ArithmeticException | NumberFormatException e) {
      throw new IllegalArgumentException("must be a duration below 292 years", e);
    }
  }

  static long parseBytes(String text) {
    Matcher m = QUANTITY.matcher(text.trim());
    String unit = m.matches() ? m.group(2).toLowerCase(Locale.ROOT) : "?";
    int shift =
        switch (unit) {
          case "", "b" -> 0;
          case "k", "kb", "kib" -> 10;
          case "m", "mb", "mib" -> 20;
          case "g", "gb", "gib" -> 30;
          case "t", "tb", "tib" -> 40;
          default -> throw new IllegalArgumentException("must be a size, such as 512k, 64m or 4g");
        };
    try {
      return Math.multiplyExact(Long.parseLong(m.group(1)), 1L << shift);
    } catch (ArithmeticException | NumberFormatException e) {
      throw new IllegalArgumentException("must be a size below 8 exbibytes", e);
    }
  }
}
