package dev.firesteel.dataset;

import dev.firesteel.api.backend.ExecutorProgram;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.ConfigKey;
import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.dataset.lineage.EngineProvider;
import java.util.Iterator;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Opens sessions. What is set here is stronger than what the launcher says (its options and files
 * arrive as system properties that start with {@code firesteel.}): leave to the launcher what
 * should differ from run to run.
 */
public final class SessionBuilder {
  /** A driver in a container is told these as executors are; they are no settings. */
  private static final Set<String> OF_CONTAINERS =
      Set.of(ExecutorProgram.SCRATCH, ExecutorProgram.LOCALIZED);

  private final Map<String, String> settings = new TreeMap<>();
  private @Nullable EngineProvider provider;

  SessionBuilder() {}

  /** The application's name, for people. */
  public SessionBuilder name(String name) {
    return config(CoreKeys.APP_NAME, name);
  }

  /** The master URL, such as {@code local[4]}; better left to the launcher. */
  public SessionBuilder master(String master) {
    return config(CoreKeys.MASTER, master);
  }

  /** A setting by its full name; checked when the session opens. */
  public SessionBuilder config(String name, String value) {
    settings.put(name, value);
    return this;
  }

  /** A setting; the value is written as in a properties file. */
  public SessionBuilder config(ConfigKey<?> key, String value) {
    return config(key.name(), value);
  }

  /** An engine other than the one on the class path. */
  public SessionBuilder engine(EngineProvider engine) {
    this.provider = engine;
    return this;
  }

  /**
   * Opens the session.
   *
   * @throws FiresteelException if a setting is wrong, no engine is on the class path or the cluster
   *     cannot be reached
   */
  public Session open() {
    Config config = launched().overriddenBy(Config.of(settings));
    EngineProvider chosen = provider;
    return new Session((chosen == null ? find() : chosen).open(config));
  }

  private static Config launched() {
    Map<String, String> values = new TreeMap<>();
    for (String name : System.getProperties().stringPropertyNames()) {
      String value = name.startsWith("firesteel.") ? System.getProperty(name) : null;
      if (value != null && !OF_CONTAINERS.contains(name)) {
        values.put(name, value);
      }
    }
    return Config.of(values);
  }

  private static EngineProvider find() {
    Iterator<EngineProvider> found = ServiceLoader.load(EngineProvider.class).iterator();
    if (!found.hasNext()) {
      throw new FiresteelException(
          ErrorCategory.CONFIGURATION,
          "Cannot open a session: no engine is on the class path (start the program with"
              + " bin/firesteel submit, or add the artifact dev.firesteel:firesteel-engine)");
    }
    EngineProvider first = found.next();
    if (found.hasNext()) {
      throw new FiresteelException(
          ErrorCategory.CONFIGURATION,
          "Cannot open a session: two engines are on the class path, "
              + first.getClass().getName()
              + " and "
              + found.next().getClass().getName()
              + " (remove one)");
    }
    return first;
  }
}
