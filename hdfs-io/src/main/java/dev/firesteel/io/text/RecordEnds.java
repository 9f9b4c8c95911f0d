package dev.firesteel.io.text;

import dev.firesteel.api.split.TextForm;
import java.nio.charset.Charset;
import java.util.Arrays;

/**
 * Finds the bytes that end records, in units of a charset: a delimiter, or the ends of lines, which
 * are {@code \n}, {@code \r\n} and a lone {@code \r}.
 */
final class RecordEnds {
  private final int unit;
  private final byte[] delimiter;
  private final byte[] carriageReturn;

  private RecordEnds(int unit, byte[] delimiter, byte[] carriageReturn) {
    this.unit = unit;
    this.delimiter = delimiter;
    this.carriageReturn = carriageReturn;
  }

  /** Those of a form of text, in its charset with a fixed order of bytes. */
  static RecordEnds of(TextForm form, Charset charset, int unit) {
    return form.isLines()
        ? new RecordEnds(unit, "\n".getBytes(charset), "\r".getBytes(charset))
        : new RecordEnds(unit, form.delimiter().getBytes(charset), new byte[0]);
  }

  int unit() {
    return unit;
  }

  /** Bytes of the delimiter, or of one of the characters that end lines. */
  int length() {
    return delimiter.length;
  }

  /**
   * Whether one delimiter may begin inside another, as in {@code |||}: then which of them are ends
   * depends on the text before.
   */
  boolean overlap() {
    for (int shift = unit; shift < delimiter.length; shift += unit) {
      if (Arrays.equals(
          delimiter, shift, delimiter.length, delimiter, 0, delimiter.length - shift)) {
        return carriageReturn.length == 0;
      }
    }
    return false;
  }

  /**
   * The first index at which an end is, all of it in {@code [from, to)}, or -1.
   *
   * @param from where a unit begins
   */
  int find(byte[] bytes, int from, int to) {
    int last = to - delimiter.length;
    if (unit == 1 && carriageReturn.length == 0) {
      int i = from;
      while (i <= last) {
        i = Eol.find(bytes, i, last + 1, delimiter[0]);
        if (i <= last && is(delimiter, bytes, i)) {
          return i;
        }
        i++;
      }
      return -1;
    }
    for (int i = from; i <= last; i += unit) {
      if (is(delimiter, bytes, i) || (carriageReturn.length > 0 && is(carriageReturn, bytes, i))) {
        return i;
      }
    }
    return -1;
  }

  /** Whether a delimiter is there, all of it. */
  boolean at(byte[] bytes, int index) {
    return index + delimiter.length <= bytes.length && is(delimiter, bytes, index);
  }

  /** The index behind the end at {@code at}; -1 if that depends on bytes from {@code to} on. */
  int after(byte[] bytes, int at, int to) {
    int after = at + delimiter.length;
    if (carriageReturn.length > 0 && is(carriageReturn, bytes, at)) {
      if (after + delimiter.length > to) {
        return -1;
      }
      return is(delimiter, bytes, after) ? after + delimiter.length : after;
    }
    return after;
  }

  private static boolean is(byte[] wanted, byte[] bytes, int index) {
    for (int i = 0; i < wanted.length; i++) {
      if (bytes[index + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }
}
