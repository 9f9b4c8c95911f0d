package dev.firesteel.api.config;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.util.List;

/** One or more settings are wrong; the message lists all of them. */
public final class ConfigException extends FiresteelException {
  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  /** All problems at once. */
  public ConfigException(List<String> problems) {
    super(
        ErrorCategory.CONFIGURATION,
        problems.size() == 1
            ? problems.get(0)
            : problems.size() + " settings are wrong:\n  " + String.join("\n  ", problems));
    this.problems = List.copyOf(problems);
  }

  static ConfigException of(String name, String problem, String doc) {
    return new ConfigException(
        List.of("Cannot use setting " + name + ": it " + problem + " (" + doc + ")"));
  }

  /** One sentence for each wrong setting. */
  public List<String> problems() {
    return problems;
  }
}
