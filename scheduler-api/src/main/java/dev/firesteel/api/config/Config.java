package dev.firesteel.api.config;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Settings of one application, as text by name. Immutable; safe for any thread. Values are checked
 * once, all together, by {@link ConfigCheck}; a value that was never checked fails at {@link #get}.
 */
public final class Config {
  private static final Config EMPTY = new Config(new TreeMap<>());

  private final SortedMap<String, String> values;

  private Config(SortedMap<String, String> values) {
    this.values = Collections.unmodifiableSortedMap(values);
  }

  /** No settings: every key has its default. */
  public static Config empty() {
    return EMPTY;
  }

  /** Settings by name. */
  public static Config of(Map<String, String> values) {
    return new Config(new TreeMap<>(values));
  }

  /** These settings with one more or another value. */
  public <T> Config with(ConfigKey<T> key, String value) {
    SortedMap<String, String> all = new TreeMap<>(values);
    all.put(key.name(), value);
    return new Config(all);
  }

  /** These settings, overridden by {@code stronger}. */
  public Config overriddenBy(Config stronger) {
    SortedMap<String, String> all = new TreeMap<>(values);
    all.putAll(stronger.values);
    return new Config(all);
  }

  /**
   * The value of a key that has a default or was set.
   *
   * @throws ConfigException if it is neither, or if its text is not of the key's type
   */
  public <T> T get(ConfigKey<T> key) {
    return find(key)
        .orElseThrow(
            () -> ConfigException.of(key.name(), "is not set and has no default", key.doc()));
  }

  /** The value of a key, or its default, or empty. */
  public <T> Optional<T> find(ConfigKey<T> key) {
    String text = values.get(key.name());
    if (text == null) {
      return key.defaultText().map(key.parser());
    }
    try {
      return Optional.of(key.parser().apply(text));
    } catch (IllegalArgumentException e) {
      throw ConfigException.of(
          key.name(),
          "is '" + Redaction.shown(key.name(), text) + "' but " + e.getMessage(),
          key.doc());
    }
  }

  /** Whether the key was set by somebody. */
  public boolean isSet(ConfigKey<?> key) {
    return values.containsKey(key.name());
  }

  /** All that was set, by name. */
  public SortedMap<String, String> asMap() {
    return values;
  }
}
