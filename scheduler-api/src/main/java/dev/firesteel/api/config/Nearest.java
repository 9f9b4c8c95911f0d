package dev.firesteel.api.config;

import java.util.Collection;
import java.util.Optional;

/** Which known name a mistyped one is nearest to. */
public final class Nearest {
  private Nearest() {}

  /**
   * The first of the names that take the fewest edits.
   *
   * @param mostEdits characters to insert, remove or replace at most, 0 or more
   */
  public static Optional<String> to(String word, Collection<String> names, int mostEdits) {
    String best = null;
    int least = mostEdits + 1;
    for (String name : names) {
      int distance = distance(word, name);
      if (distance < least) {
        least = distance;
        best = name;
      }
    }
    return Optional.ofNullable(best);
  }

  /** Levenshtein's edit distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
