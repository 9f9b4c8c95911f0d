package dev.firesteel.io.text;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import dev.firesteel.api.split.TextForm;
import java.io.Serializable;
import java.nio.charset.Charset;

/**
 * How the records of a form of text are found. Decided on the driver, as it says what can be split.
 *
 * @param form the form
 * @param search how
 * @param unit bytes of the charset's units: a record begins at a multiple of it only
 */
record TextLayout(TextForm form, Search search, int unit) implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final byte[] NOTHING = {};

  /** How records are found. */
  enum Search {
    /** Ends of lines among bytes that are ASCII or no part of it. */
    LINES,
    /** The bytes of the delimiter. */
    BYTES,
    /**
     * The characters of the delimiter: the charset has modes, or its bytes may be parts of other
     * characters. Only from a file's start.
     */
    CHARACTERS
  }

  static TextLayout of(TextForm form) {
    int unit = unit(form.charset());
    return new TextLayout(form, unit > 1 ? Search.BYTES : search(form), unit);
  }

  private static int unit(String charset) {
    return switch (charset) {
      case "UTF-16", "UTF-16BE", "UTF-16LE", "x-UTF-16LE-BOM" -> 2;
      case "UTF-32", "UTF-32BE", "UTF-32LE", "X-UTF-32BE-BOM", "X-UTF-32LE-BOM" -> 4;
      default -> 1;
    };
  }

  private static Search search(TextForm form) {
    Charset charset = form.toCharset();
    CharsetBytes bytes = CharsetBytes.of(charset);
    if (!form.isLines()) {
      return bytes.unmistakable(charset.canEncode() ? form.delimiter().getBytes(charset) : NOTHING)
          ? Search.BYTES
          : Search.CHARACTERS;
    }
    if (!charset.canEncode()
        || !bytes.unmistakable("\n".getBytes(charset))
        || !bytes.unmistakable("\r".getBytes(charset))) {
      return Search.CHARACTERS;
    }
    return bytes.ascii() ? Search.LINES : Search.BYTES;
  }

  /** Whether several tasks can read one file. */
  boolean splittable() {
    return search != Search.CHARACTERS;
  }

  /** Whether they can if they know nothing of what comes before their part, not even its length. */
  boolean splittableInBlocks() {
    return splittable() && unit == 1 && !ends(form.toCharset()).overlap();
  }

  /** The ends of records in a charset that {@link #charset} told. */
  RecordEnds ends(Charset charset) {
    return RecordEnds.of(form, charset, unit);
  }

  /** Whether the order of bytes is told by the mark at the file's start. */
  boolean orderIsMarked() {
    return switch (form.charset()) {
      case "UTF-16", "x-UTF-16LE-BOM", "UTF-32" -> true;
      default -> false;
    };
  }

  /**
   * The charset with the order of bytes that a file has.
   *
   * @param start the first bytes of the file, if its mark says the order
   */
  Charset charset(byte[] start) {
    return switch (form.charset()) {
      case "UTF-16" -> begins(start, UTF_16LE) ? UTF_16LE : UTF_16BE;
      case "x-UTF-16LE-BOM" -> begins(start, UTF_16BE) ? UTF_16BE : UTF_16LE;
      case "UTF-32" ->
          Charset.forName(begins(start, Charset.forName("UTF-32LE")) ? "UTF-32LE" : "UTF-32BE");
      case "X-UTF-32BE-BOM" -> Charset.forName("UTF-32BE");
      case "X-UTF-32LE-BOM" -> Charset.forName("UTF-32LE");
      default -> form.toCharset();
    };
  }

  private static boolean begins(byte[] start, Charset charset) {
    return ByteOrderMark.of(charset).begins(start, 0, start.length);
  }

  /** The mark that files in such a charset may begin with. */
  static ByteOrderMark mark(Charset charset) {
    return switch (charset.name()) {
      case "UTF-8", "CESU-8", "GB18030", "UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE" ->
          ByteOrderMark.of(charset);
      default -> ByteOrderMark.NONE;
    };
  }
}
