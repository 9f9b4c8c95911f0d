package dev.firesteel.cli;

import java.util.List;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Which known name a mistyped one is nearest to. */
final class Nearest {
  private static final int MOST_EDITS = 4;

  private Nearest() {}

  static Optional<String> to(String word, List<String> names) {
    LevenshteinDistance distance = new LevenshteinDistance(MOST_EDITS);
    String best = null;
    int least = MOST_EDITS + 1;
    for (String name : names) {
      int edits = distance.apply(word, name);
      if (edits >= 0 && edits < least) {
        least = edits;
        best = name;
      }
    }
    return Optional.ofNullable(best);
  }
}
