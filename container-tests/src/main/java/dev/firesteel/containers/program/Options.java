package dev.firesteel.containers.program;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The words of a command line: paths, then {@code --name value} pairs in any order.
 *
 * @param paths what stands without a name
 * @param values the options by their names without dashes
 */
record Options(List<String> paths, Map<String, String> values) {
  /**
   * Takes the words apart.
   *
   * @param usage what to tell whoever has them wrong, such as {@code WordCountMain IN OUT}
   * @param paths how many paths there must be
   * @param names the options that the program knows beside those of {@link Hold}
   */
  static Options parse(String usage, int paths, Set<String> names, String... words) {
    List<String> found = new ArrayList<>();
    Map<String, String> values = new TreeMap<>();
    for (int i = 0; i < words.length; i++) {
      if (!words[i].startsWith("--")) {
        found.add(words[i]);
        continue;
      }
      String name = words[i].substring(2);
      if (!names.contains(name) && !Hold.OPTIONS.contains(name)) {
        throw wrong("unknown option '" + words[i] + "' (" + usage + ")");
      }
      if (++i == words.length) {
        throw wrong("option '--" + name + "' lacks its value (" + usage + ")");
      }
      values.put(name, words[i]);
    }
    if (found.size() != paths) {
      throw wrong(found.size() + " paths instead of " + paths + " (" + usage + ")");
    }
    return new Options(List.copyOf(found), Map.copyOf(values));
  }

  /** A path, from 0. */
  String path(int index) {
    return paths.get(index);
  }

  /** A part of the input that {@link InputMain} wrote to the first path. */
  String input(String part) {
    return paths.get(0) + "/" + part;
  }

  /** A whole number, at least 1. */
  int number(String name, int otherwise) {
    String text = values.get(name);
    if (text == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new FiresteelException(ErrorCategory.CONFIGURATION, notANumber(name, text), e);
    }
    throw new FiresteelException(ErrorCategory.CONFIGURATION, notANumber(name, text));
  }

  private static String notANumber(String name, String text) {
    return "Cannot run: --" + name + " is '" + text + "' but must be a whole number, at least 1";
  }

  static FiresteelException wrong(String what) {
    return new FiresteelException(ErrorCategory.CONFIGURATION, "Cannot run: " + what);
  }
}
