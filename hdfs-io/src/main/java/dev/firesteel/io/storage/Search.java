package dev.firesteel.io.storage;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.util.Arrays;
import java.util.List;

/** What users write as paths and globs, made ready for a search. The same for every file system. */
public final class Search {
  private Search() {}

  /** Cuts a list of paths at its commas; commas in braces belong to their glob. */
  public static List<String> paths(String list) {
    return Braces.split(list).stream().map(String::strip).filter(p -> !p.isEmpty()).toList();
  }

  /**
   * Where to look for what a path or glob names; one trail for each alternative of its braces.
   *
   * @throws FiresteelException if the glob is malformed
   */
  public static List<Trail> trails(Location glob) {
    try {
      return Braces.expand(glob.path()).stream().map(path -> trail(glob.at(path))).toList();
    } catch (IllegalArgumentException e) {
      throw new FiresteelException(
          ErrorCategory.USER,
          "Cannot use glob "
              + glob
              + ": "
              + e.getMessage()
              + " (put a backslash before a character that means itself)",
          e);
    }
  }

  private static Trail trail(Location glob) {
    List<NamePattern> parts =
        Arrays.stream(glob.path().split("/"))
            .filter(part -> !part.isEmpty())
            .map(NamePattern::new)
            .toList();
    return Trail.from(glob.at("/"), parts);
  }
}
