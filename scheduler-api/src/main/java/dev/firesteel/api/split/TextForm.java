package dev.firesteel.api.split;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.io.Serializable;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;

/**
 * How text stands in bytes: its charset, and what ends its records. A record never contains its
 * end; the last one of a file may have none.
 *
 * @param charset the charset's canonical name; any that this JVM knows
 * @param delimiter what ends a record, found from left to right; empty for lines, which end with
 *     {@code \n}, {@code \r\n} or a lone {@code \r} when read and with {@code \n} when written
 */
public record TextForm(String charset, String delimiter) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Lines in UTF-8. */
  public static final TextForm LINES = new TextForm("UTF-8", "");

  /**
   * Checks that the charset is known and has the delimiter's characters.
   *
   * @throws FiresteelException if not, of category USER
   */
  public TextForm {
    Charset known = known(charset);
    charset = known.name();
    if (known.canEncode() && !known.newEncoder().canEncode(delimiter)) {
      throw new FiresteelException(
          ErrorCategory.USER,
          "Cannot read or write text in "
              + charset
              + " with the delimiter '"
              + delimiter
              + "': the charset has no such character (use another delimiter or charset)");
    }
  }

  private static Charset known(String name) {
    try {
      return Charset.forName(name);
    } catch (UnsupportedCharsetException | IllegalCharsetNameException e) {
      throw new FiresteelException(
          ErrorCategory.USER,
          "Cannot read or write text in '"
              + name
              + "': this JVM has no such charset (check its name; the module jdk.charsets has the"
              + " rarer ones)",
          e);
    }
  }

  /** Lines in a charset. */
  public static TextForm lines(Charset charset) {
    return new TextForm(charset.name(), "");
  }

  /** Records in UTF-8 that end with a delimiter of at least one character. */
  public static TextForm delimited(String delimiter) {
    return delimited(delimiter, StandardCharsets.UTF_8);
  }

  /** Records in a charset that end with a delimiter of at least one character. */
  public static TextForm delimited(String delimiter, Charset charset) {
    if (delimiter.isEmpty()) {
      throw new FiresteelException(
          ErrorCategory.USER, "Cannot use an empty delimiter (name at least one character)");
    }
    return new TextForm(charset.name(), delimiter);
  }

  /** Whether records are lines. */
  public boolean isLines() {
    return delimiter.isEmpty();
  }

  /** What is written after each record. */
  public String terminator() {
    return isLines() ? "\n" : delimiter;
  }

  /** The charset itself. */
  public Charset toCharset() {
    return Charset.forName(charset);
  }
}
