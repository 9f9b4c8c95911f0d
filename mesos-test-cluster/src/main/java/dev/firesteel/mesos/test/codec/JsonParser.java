package dev.firesteel.mesos.test.codec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads JSON, with the complaints of Mesos' parser. */
final class JsonParser {
  private static final String FAILED = "Failed to parse body into JSON: ";

  private final String text;
  private int at;

  JsonParser(String text) {
    this.text = text;
  }

  /** Maps, lists, strings, doubles, booleans, null. */
  @Nullable Object document() throws MalformedException {
    Object value = value();
    if (!text.substring(at).isBlank()) {
      throw new MalformedException(
          FAILED
              + "Parsed JSON included non-whitespace trailing characters: "
              + text.substring(at));
    }
    return value;
  }

  private MalformedException wrong() {
    int line =
        1
            + (int)
                text.substring(0, Math.min(at, text.length()))
                    .chars()
                    .filter(c -> c == '\n')
                    .count();
    int end = text.indexOf('\n', Math.min(at, text.length()));
    String near = text.substring(Math.min(at, text.length()), end < 0 ? text.length() : end);
    return new MalformedException(FAILED + "syntax error at line " + line + " near: " + near);
  }

  private char next() throws MalformedException {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    if (at >= text.length()) {
      throw wrong();
    }
    return text.charAt(at);
  }

  private void expect(char c) throws MalformedException {
    if (next() != c) {
      throw wrong();
    }
    at++;
  }

  private @Nullable Object value() throws MalformedException {
    char c = next();
    if (c == '{') {
      return object();
    }
    if (c == '[') {
      return array();
    }
    if (c == '"') {
      return string();
    }
    if (c == '-' || Character.isDigit(c)) {
      return number();
    }
    for (String word : List.of("true", "false", "null")) {
      if (text.startsWith(word, at)) {
        at += word.length();
        return word.equals("null") ? null : Boolean.valueOf(word);
      }
    }
    // The parser has taken the character that it cannot use, up to where it saw that.
    at++;
    throw wrong();
  }

  private Map<String, @Nullable Object> object() throws MalformedException {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    expect('{');
    if (next() == '}') {
      at++;
      return object;
    }
    while (true) {
      next();
      String key = string();
      expect(':');
      object.put(key, value());
      if (next() == ',') {
        at++;
      } else {
        expect('}');
        return object;
      }
    }
  }

  private List<@Nullable Object> array() throws MalformedException {
    List<@Nullable Object> items = new ArrayList<>();
    expect('[');
    if (next() == ']') {
      at++;
      return items;
    }
    while (true) {
      items.add(value());
      if (next() == ',') {
        at++;
      } else {
        expect(']');
        return items;
      }
    }
  }

  private String string() throws MalformedException {
    expect('"');
    StringBuilder string = new StringBuilder();
    while (at < text.length() && text.charAt(at) != '"') {
      char c = text.charAt(at++);
      if (c == '\\' && at < text.length()) {
        char escaped = text.charAt(at++);
        switch (escaped) {
          case 'n' -> string.append('\n');
          case 't' -> string.append('\t');
          case 'r' -> string.append('\r');
          case 'b' -> string.append('\b');
          case 'f' -> string.append('\f');
          case 'u' -> {
            if (at + 4 > text.length()) {
              throw wrong();
            }
            string.append((char) Integer.parseInt(text.substring(at, at + 4), 16));
            at += 4;
          }
          default -> string.append(escaped);
        }
      } else {
        string.append(c);
      }
    }
    expect('"');
    return string.toString();
  }

  private Double number() throws MalformedException {
    int from = at;
    while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    try {
      return Double.valueOf(text.substring(from, at));
    } catch (NumberFormatException e) {
      throw wrong();
    }
  }
}
