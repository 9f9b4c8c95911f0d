package dev.firesteel.api.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Checks all settings of an application together and suggests the nearest name for an unknown one.
 */
public final class ConfigCheck {
  private static final int NEAR = 4;

  private final SortedMap<String, ConfigKey<?>> known = new TreeMap<>();

  private final List<ConfigPrefix> prefixes;

  /** A check against these keys. */
  public ConfigCheck(Collection<? extends ConfigKey<?>> keys) {
    this(keys, List.of());
  }

  /** A check against these keys, which lets all settings of these families pass. */
  public ConfigCheck(Collection<? extends ConfigKey<?>> keys, Collection<ConfigPrefix> prefixes) {
    this.prefixes = List.copyOf(prefixes);
    for (ConfigKey<?> key : keys) {
      if (known.put(key.name(), key) != null) {
        throw new IllegalArgumentException("Cannot define setting " + key.name() + " twice");
      }
    }
  }

  /** A check against the keys and families of these rooms. */
  public static ConfigCheck of(Iterable<? extends ConfigKeys> rooms) {
    List<ConfigKey<?>> keys = new ArrayList<>();
    List<ConfigPrefix> prefixes = new ArrayList<>();
    for (ConfigKeys room : rooms) {
      keys.addAll(room.keys());
      prefixes.addAll(room.prefixes());
    }
    return new ConfigCheck(keys, prefixes);
  }

  /**
   * Checks every setting.
   *
   * @throws ConfigException listing all unknown names and ill-typed values
   */
  public void check(Config config) {
    List<String> problems = problems(config);
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
  }

  /** A sentence for each wrong setting, in the order of their names. */
  public List<String> problems(Config config) {
    List<String> problems = new ArrayList<>();
    for (Map.Entry<String, String> entry : config.asMap().entrySet()) {
      ConfigKey<?> key = known.get(entry.getKey());
      if (key == null && prefixes.stream().anyMatch(p -> p.covers(entry.getKey()))) {
        continue;
      }
      if (key == null) {
        problems.add(
            "Unknown setting "
                + entry.getKey()
                + nearest(entry.getKey())
                    .map(n -> " (did you mean " + n + "?)")
                    .orElse(" (firesteel config lists all)"));
      } else {
        key.problem(entry.getValue())
            .ifPresent(
                problem ->
                    problems.add(
                        "Setting "
                            + key.name()
                            + " is '"
                            + Redaction.shown(key.name(), entry.getValue())
                            + "' but "
                            + problem));
      }
    }
    return problems;
  }

  private Optional<String> nearest(String name) {
    return Nearest.to(name, known.keySet(), Math.max(NEAR, name.length() / 4));
  }
}
