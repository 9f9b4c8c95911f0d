package dev.firesteel.api.config;

/**
 * A family of settings whose names and values somebody else defines, such as Hadoop's: all names
 * that start with the prefix are accepted, their values are not checked.
 *
 * @param name the prefix, starting with {@code firesteel.} and ending with a dot
 * @param doc one or two sentences for the reference
 */
public record ConfigPrefix(String name, String doc) {
  /** Checks the name. */
  public ConfigPrefix {
    if (!name.matches("firesteel(\\.[a-z][a-z0-9-]*)+\\.")) {
      throw new IllegalArgumentException("Cannot define prefix '" + name + "': bad name");
    }
  }

  /** Whether a setting is of this family. */
  public boolean covers(String setting) {
    return setting.startsWith(name) && setting.length() > name.length();
  }
}
