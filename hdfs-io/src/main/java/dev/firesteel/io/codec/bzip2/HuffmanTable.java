package dev.firesteel.io.codec.bzip2;

import dev.firesteel.io.storage.MalformedDataException;
import java.io.IOException;

/** A canonical Huffman code of up to 20 bits; short words are looked up at once. */
final class HuffmanTable {
  static final int LONGEST = 20;
  private static final int FAST = 10;

  /** By the next ten bits: length above, symbol below; 0 for longer words. */
  private final short[] fast = new short[1 << FAST];

  /** By length: the highest word of that length, the rank of its lowest word minus that word. */
  private final int[] highest = new int[LONGEST + 1];

  private final int[] rank = new int[LONGEST + 1];
  private final short[] symbols;

  /** The code with these lengths by symbol. */
  HuffmanTable(byte[] lengths, int size) {
    symbols = new short[size];
    int word = 0;
    int used = 0;
    for (int length = 1; length <= LONGEST; length++) {
      rank[length] = used - word;
      for (int symbol = 0; symbol < size; symbol++) {
        if (lengths[symbol] == length) {
          enter(word, length, symbol);
          symbols[used++] = (short) symbol;
          word++;
        }
      }
      highest[length] = word - 1;
      word <<= 1;
    }
  }

  private void enter(int word, int length, int symbol) {
    int free = FAST - length;
    if (free >= 0 && word < 1 << length) {
      for (int i = 0; i < 1 << free; i++) {
        fast[(word << free) + i] = (short) ((length << 9) | symbol);
      }
    }
  }

  int read(BitInput in) throws IOException {
    int bits = in.peek(LONGEST);
    int entry = fast[bits >>> (LONGEST - FAST)];
    if (entry != 0) {
      in.skip(entry >>> 9);
      return entry & 0x1FF;
    }
    for (int length = FAST + 1; length <= LONGEST; length++) {
      int word = bits >>> (LONGEST - length);
      int index = word + rank[length];
      if (word <= highest[length] && index >= 0 && index < symbols.length) {
        in.skip(length);
        return symbols[index];
      }
    }
    throw new MalformedDataException(
        "malformed bzip2 data near byte " + in.offset() + ": not a code word", null);
  }
}
