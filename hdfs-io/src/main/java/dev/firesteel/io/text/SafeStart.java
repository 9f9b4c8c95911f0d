package dev.firesteel.io.text;

import java.io.IOException;

/**
 * Where searching may begin for delimiters that may overlap: which of them end records depends on
 * the text before, up to the next place that lies inside none.
 */
final class SafeStart {
  private static final int FIRST_LOOK = 4 << 10;
  private static final int LARGEST_LOOK = 64 << 20;

  private SafeStart() {}

  /** Reads a file. */
  @FunctionalInterface
  interface Source {
    /** So many bytes, or up to the file's end if that comes before. */
    byte[] read(long from, int length) throws IOException;
  }

  /**
   * The last place at or before {@code start} that lies inside no delimiter. Looks at the bytes
   * just before; only a file of nothing but delimiters makes it look far.
   *
   * @param start where a unit begins
   */
  static long before(long start, RecordEnds ends, Source file) throws IOException {
    int around = ends.length() - ends.unit();
    for (int look = Math.max(FIRST_LOOK, 4 * ends.length() / FIRST_LOOK * FIRST_LOOK); ; ) {
      long from = Math.max(0, start - look);
      byte[] bytes = file.read(from, (int) (start - from) + around);
      int place = (int) (start - from);
      for (int inside = first(bytes, place, ends); inside < place; ) {
        place = inside;
        inside = first(bytes, place, ends);
      }
      if (from == 0 || place > around) {
        return from + place;
      }
      if (look > LARGEST_LOOK) {
        return 0;
      }
      look *= 4;
    }
  }

  /** The first delimiter that begins before a place and ends behind it; the place if none does. */
  private static int first(byte[] bytes, int place, RecordEnds ends) {
    int from = Math.max(0, place - ends.length() + ends.unit());
    for (int i = from; i < place; i += ends.unit()) {
      if (ends.at(bytes, i)) {
        return i;
      }
    }
    return place;
  }
}
