package dev.firesteel.serialization;

/**
 * The first byte of an object. Bytes with the highest bit are Latin-1 strings and hold the length
 * (0 to 127); bytes from {@link #SMALL_LONG} are Longs and hold the value (0 to 63).
 */
final class Tag {
  static final int NULL = 0;
  static final int TRUE = 1;
  static final int FALSE = 2;
  static final int INTEGER = 3;
  static final int LONG = 4;
  static final int DOUBLE = 5;
  static final int FLOAT = 6;
  static final int SHORT = 7;
  static final int BYTE = 8;
  static final int CHARACTER = 9;
  static final int LATIN1 = 10;
  static final int UTF16 = 11;
  static final int PAIR = 12;
  static final int BYTES = 13;
  static final int INTS = 14;
  static final int LONGS = 15;
  static final int DOUBLES = 16;
  static final int ARRAY_LIST = 17;
  static final int LIST_OF = 18;
  static final int OBJECTS = 19;
  static final int HASH_MAP = 20;
  static final int HASH_SET = 21;
  static final int EMPTY = 22;
  static final int PRESENT = 23;
  static final int RECORD = 24;

  /** Whatever Kryo writes. */
  static final int GRAPH = 25;

  /** An immutable list that holds nulls, as {@code Stream.toList} makes. */
  static final int LIST_WITH_NULLS = 26;

  static final int SMALL_LONG = 0x40;
  static final int SMALL_LONGS = 0x40;
  static final int SHORT_LATIN1 = 0x80;
  static final int SHORT_LATIN1S = 0x80;

  private Tag() {}
}
