package dev.firesteel.api.config;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An entry of {@code firesteel.jars}, {@code .files} or {@code .archives}: a path or URI, and after
 * {@code #} the name that it gets; without one, it keeps its own.
 *
 * @param location the path or URI
 * @param name the name by which it is found; one part of a path
 */
public record FileEntry(String location, String name) {
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*");
  private static final Pattern OPENED_BY_THE_JVM = Pattern.compile("(https?|ftp|jar):.*");
  private static final String FILE = "file:";
  private static final List<String> ARCHIVES = List.of(".tar.gz", ".tgz", ".tar", ".zip", ".jar");

  /**
   * Reads an entry as a user wrote it.
   *
   * @throws FiresteelException if it leaves no name
   */
  public static FileEntry parse(String text) {
    int mark = text.lastIndexOf('#');
    if (mark < 0 || mark < text.lastIndexOf('/') || existsAsItIs(text)) {
      return named(text, text, lastPart(text));
    }
    return named(text, text.substring(0, mark), text.substring(mark + 1));
  }

  /**
   * Reads an entry of {@code firesteel.archives}.
   *
   * @throws FiresteelException if it leaves no name, or is of a kind that cannot be unpacked
   */
  public static FileEntry parseArchive(String text) {
    FileEntry entry = parse(text);
    if (entry.archiveSuffix().isEmpty()) {
      throw new FiresteelException(
          ErrorCategory.CONFIGURATION,
          "Cannot use "
              + entry.location
              + " as an archive: its name must end with one of "
              + String.join(", ", ARCHIVES)
              + " (or name it in "
              + CoreKeys.FILES
              + ")");
    }
    return entry;
  }

  /** The end of its location by which archives are known, in lower case; empty if it is none. */
  public Optional<String> archiveSuffix() {
    String lower = location.toLowerCase(Locale.ROOT);
    return ARCHIVES.stream().filter(lower::endsWith).findFirst();
  }

  private static FileEntry named(String text, String location, String name) {
    if (location.isBlank()
        || name.isBlank()
        || name.equals(".")
        || name.equals("..")
        || name.contains("/")) {
      throw new FiresteelException(
          ErrorCategory.CONFIGURATION,
          "Cannot use '" + text + "' as a file: it has no name (write PATH or PATH#NAME)");
    }
    return new FileEntry(location, name);
  }

  /** The path, if the file is on this machine; empty for URIs of other file systems. */
  public Optional<Path> local() {
    try {
      if (!SCHEME.matcher(location).matches()) {
        return Optional.of(Path.of(location));
      }
      return location.startsWith(FILE) ? Optional.of(path(location)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      throw new FiresteelException(
          ErrorCategory.CONFIGURATION,
          "Cannot use '" + location + "' as a file: " + e.getMessage() + " (write a path)",
          e);
    }
  }

  /** Whether a JVM reads it over the network by itself, as a jar of a class path. */
  public boolean openedByTheJvm() {
    return OPENED_BY_THE_JVM.matcher(location).matches();
  }

  /** URIs escape what paths may have; a path behind the scheme is taken as it is. */
  private static Path path(String text) {
    URI uri;
    try {
      uri = URI.create(text);
    } catch (IllegalArgumentException e) {
      return Path.of(text.substring(FILE.length()).replaceFirst("^//(?=/)", ""));
    }
    return Path.of(uri);
  }

  private static boolean existsAsItIs(String text) {
    return !SCHEME.matcher(text).matches() && Files.exists(Path.of(text));
  }

  private static String lastPart(String text) {
    String trimmed = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    return trimmed.substring(trimmed.lastIndexOf('/') + 1);
  }
}
