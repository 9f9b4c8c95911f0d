package dev.firesteel.serialization;

import java.util.Arrays;

/** Compares strings as {@link RecordSerializer} wrote them, without reading them. */
public final class SerializedStrings {
  private SerializedStrings() {}

  /**
   * Compares as {@link String#compareTo} does; null comes before all strings. The sign of the
   * answer counts.
   *
   * @param a holds a string or null at {@code aAt}
   * @param b holds a string or null at {@code bAt}
   */
  public static int compare(byte[] a, int aAt, byte[] b, int bAt) {
    int aTag = a[aAt] & 0xff;
    int bTag = b[bAt] & 0xff;
    if (aTag >= Tag.SHORT_LATIN1 && bTag >= Tag.SHORT_LATIN1) {
      int aFrom = aAt + 1;
      int bFrom = bAt + 1;
      return Arrays.compareUnsigned(
          a, aFrom, aFrom + aTag - Tag.SHORT_LATIN1, b, bFrom, bFrom + bTag - Tag.SHORT_LATIN1);
    }
    if (aTag == Tag.NULL || bTag == Tag.NULL) {
      return Boolean.compare(aTag != Tag.NULL, bTag != Tag.NULL);
    }
    return compareAny(a, aAt, b, bAt);
  }

  private static int compareAny(byte[] a, int aAt, byte[] b, int bAt) {
    boolean aWide = (a[aAt] & 0xff) == Tag.UTF16;
    boolean bWide = (b[bAt] & 0xff) == Tag.UTF16;
    int aLength = length(a, aAt);
    int bLength = length(b, bAt);
    int aFrom = from(a, aAt);
    int bFrom = from(b, bAt);
    if (aWide == bWide) {
      int width = aWide ? 2 : 1;
      return Arrays.compareUnsigned(
          a, aFrom, aFrom + aLength * width, b, bFrom, bFrom + bLength * width);
    }
    for (int i = 0; i < Math.min(aLength, bLength); i++) {
      int c = charAt(a, aFrom, i, aWide) - charAt(b, bFrom, i, bWide);
      if (c != 0) {
        return c;
      }
    }
    return aLength - bLength;
  }

  private static int charAt(byte[] bytes, int from, int i, boolean wide) {
    if (!wide) {
      return bytes[from + i] & 0xff;
    }
    int at = from + 2 * i;
    return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
  }

  private static int length(byte[] bytes, int at) {
    int tag = bytes[at] & 0xff;
    if (tag >= Tag.SHORT_LATIN1) {
      return tag - Tag.SHORT_LATIN1;
    }
    int length = 0;
    int shift = 0;
    int i = at + 1;
    while (bytes[i] < 0) {
      length |= (bytes[i++] & 0x7f) << shift;
      shift += 7;
    }
    return length | (bytes[i] << shift);
  }

  private static int from(byte[] bytes, int at) {
    int i = at + 1;
    if ((bytes[at] & 0xff) < Tag.SHORT_LATIN1) {
      while (bytes[i] < 0) {
        i++;
      }
      i++;
    }
    return i;
  }
}
