package dev.firesteel.io.codec.bzip2;

/** Table of the checksum that bzip2 uses: polynomial 04C11DB7, highest bit first. */
final class Crc {
  /** By byte. */
  static final int[] TABLE = table();

  private Crc() {}

  private static int[] table() {
    int[] table = new int[256];
    for (int i = 0; i < table.length; i++) {
      int value = i << 24;
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        value = value < 0 ? (value << 1) ^ 0x04C11DB7 : value << 1;
      }
      table[i] = value;
    }
    return table;
  }
}
