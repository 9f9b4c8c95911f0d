package dev.firesteel.io.storage;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * One part of a path as a pattern, in Hadoop's syntax without braces: {@code *}, {@code ?}, {@code
 * [ab]}, {@code [a-z]}, {@code [^ab]}, and a backslash before a character that means itself.
 */
final class NamePattern {
  private final boolean literal;
  private final boolean hidden;
  private final String text;
  private final Pattern pattern;

  /**
   * A pattern.
   *
   * @throws IllegalArgumentException if a bracket is not closed or its range is upside down
   */
  NamePattern(String glob) {
    StringBuilder regex = new StringBuilder();
    StringBuilder plain = new StringBuilder();
    boolean wild = false;
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      switch (c) {
        case '*' -> {
          regex.append(".*");
          wild = true;
        }
        case '?' -> {
          regex.append('.');
          wild = true;
        }
        case '[' -> {
          int close = close(glob, i);
          regex.append(bracket(glob.substring(i + 1, close)));
          i = close;
          wild = true;
        }
        default -> {
          char itself = c == '\\' && i + 1 < glob.length() ? glob.charAt(++i) : c;
          regex.append(Pattern.quote(String.valueOf(itself)));
          plain.append(itself);
        }
      }
    }
    this.literal = !wild;
    this.text = plain.toString();
    this.hidden = hidden(glob);
    try {
      this.pattern = Pattern.compile(regex.toString(), Pattern.DOTALL);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "'" + glob + "' is not a pattern: " + e.getDescription(), e);
    }
  }

  /** Whether data sets leave files of this name out unless asked for: {@code _x} and {@code .x}. */
  static boolean hidden(String name) {
    return name.startsWith("_") || name.startsWith(".");
  }

  /** Whether it matches one name only. */
  boolean literal() {
    return literal;
  }

  /** The one name of a literal pattern. */
  String text() {
    return text;
  }

  /** Whether it matches; hidden names are matched only by patterns that start like them. */
  boolean matches(String name) {
    return (hidden || !hidden(name)) && pattern.matcher(name).matches();
  }

  private static int close(String glob, int open) {
    int first = open + 1;
    if (first < glob.length() && (glob.charAt(first) == '^' || glob.charAt(first) == '!')) {
      first++;
    }
    for (int i = first; i < glob.length(); i++) {
      if (glob.charAt(i) == '\\') {
        i++;
      } else if (glob.charAt(i) == ']' && i > first) {
        return i;
      }
    }
    throw new IllegalArgumentException("'[' is not closed in '" + glob + "'");
  }

  private static String bracket(String inside) {
    boolean not = inside.startsWith("^") || inside.startsWith("!");
    StringBuilder regex = new StringBuilder(not ? "[^" : "[");
    for (int i = not ? 1 : 0; i < inside.length(); i++) {
      char c = inside.charAt(i);
      if (c == '\\' && i + 1 < inside.length()) {
        regex.append('\\').append(inside.charAt(++i));
      } else if (c == '[' || c == ']' || c == '^' || c == '&' || c == '\\') {
        regex.append('\\').append(c);
      } else {
        regex.append(c);
      }
    }
    return regex.append(']').toString();
  }
}
