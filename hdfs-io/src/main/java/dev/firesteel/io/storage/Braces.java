package dev.firesteel.io.storage;

import java.util.ArrayList;
import java.util.List;

/** Commas and braces in what users write: {@code a,b{1,2}} is two paths, the second one in two. */
final class Braces {
  private Braces() {}

  /** Cuts at commas outside of braces and brackets; a backslash takes a comma's meaning away. */
  static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '\\' -> i++;
        case '{' -> depth++;
        case '}' -> depth = Math.max(0, depth - 1);
        case ',' -> {
          if (depth == 0) {
            parts.add(text.substring(from, i));
            from = i + 1;
          }
        }
        default -> {
          // part of a name
        }
      }
    }
    parts.add(text.substring(from));
    return parts;
  }

  /**
   * Writes out all alternatives, in order.
   *
   * @throws IllegalArgumentException if a brace is not closed
   */
  static List<String> expand(String pattern) {
    int open = open(pattern);
    if (open < 0) {
      return List.of(pattern);
    }
    int close = close(pattern, open);
    String before = pattern.substring(0, open);
    String after = pattern.substring(close + 1);
    List<String> all = new ArrayList<>();
    for (String alternative : split(pattern.substring(open + 1, close))) {
      all.addAll(expand(before + alternative + after));
    }
    return all;
  }

  private static int open(String pattern) {
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '{') {
        return i;
      }
    }
    return -1;
  }

  private static int close(String pattern, int open) {
    int depth = 0;
    for (int i = open; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '{') {
        depth++;
      } else if (c == '}' && --depth == 0) {
        return i;
      }
    }
    throw new IllegalArgumentException("'{' is not closed");
  }
}
