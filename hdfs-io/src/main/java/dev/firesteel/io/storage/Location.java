package dev.firesteel.io.storage;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A path on a file system. Unlike in a URI, nothing in the path is escaped: it is the file's name
 * as it is, or a glob before it is searched.
 *
 * @param scheme the file system's kind in lower case, such as {@code file}; empty if not said
 * @param authority host and port or name service, or empty
 * @param path the path, with slashes; never empty
 */
public record Location(String scheme, String authority, String path) implements Serializable {
  private static final Pattern FORM =
      Pattern.compile("(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?://([^/]*))?(.*)", Pattern.DOTALL);

  /** The scheme of local files. */
  public static final String FILE = "file";

  /**
   * Reads a path or URI as a user wrote it.
   *
   * @throws FiresteelException if it has no path or a malformed scheme
   */
  public static Location parse(String text) {
    Matcher m = FORM.matcher(text);
    if (text.isBlank() || !m.matches()) {
      throw malformed(text, "it is empty");
    }
    String scheme = m.group(1) == null ? "" : m.group(1).toLowerCase(java.util.Locale.ROOT);
    String authority = scheme.isEmpty() || m.group(2) == null ? "" : m.group(2);
    String path = scheme.isEmpty() ? text : m.group(3);
    if (path.isEmpty() && authority.isEmpty()) {
      throw malformed(text, "it has a scheme but no path");
    }
    int colon = path.indexOf(':');
    if (scheme.isEmpty() && colon >= 0 && path.startsWith("//", colon + 1)) {
      throw malformed(text, "'" + path.substring(0, colon) + "' is not a scheme");
    }
    if (path.indexOf('\0') >= 0) {
      throw malformed(text.replace("\0", "\\0"), "it has a zero character");
    }
    return new Location(scheme, authority, normalize(path));
  }

  private static FiresteelException malformed(String text, String why) {
    return new FiresteelException(
        ErrorCategory.USER,
        "Cannot use path '" + text + "': " + why + " (write /dir/file or scheme://host/dir/file)");
  }

  /** Whether it lies in local files. */
  public boolean local() {
    return scheme.equals(FILE);
  }

  /** A path inside this one. */
  public Location child(String name) {
    return new Location(scheme, authority, path.endsWith("/") ? path + name : path + "/" + name);
  }

  /** The same file system, another path. */
  public Location at(String otherPath) {
    return new Location(scheme, authority, normalize(otherPath));
  }

  /** The last part of the path; empty for the root. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The directory that it lies in; of the root, the root. */
  public Location parent() {
    int slash = path.lastIndexOf('/');
    return new Location(scheme, authority, slash <= 0 ? "/" : path.substring(0, slash));
  }

  private static String normalize(String path) {
    String one = path.contains("//") ? path.replaceAll("/{2,}", "/") : path;
    boolean trailing = one.length() > 1 && one.endsWith("/");
    return one.isEmpty() ? "/" : trailing ? one.substring(0, one.length() - 1) : one;
  }

  // Written out: a record's own take method handles, which cost tens of milliseconds at a start.
  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof Location other
        && path.equals(other.path)
        && authority.equals(other.authority)
        && scheme.equals(other.scheme);
  }

  @Override
  public int hashCode() {
    return path.hashCode();
  }

  @Override
  public String toString() {
    if (scheme.isEmpty()) {
      return path;
    }
    return authority.isEmpty() ? scheme + ":" + path : scheme + "://" + authority + path;
  }
}
