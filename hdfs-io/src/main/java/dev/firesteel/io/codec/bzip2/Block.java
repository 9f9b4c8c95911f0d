package dev.firesteel.io.codec.bzip2;

import dev.firesteel.io.storage.MalformedDataException;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One block: Huffman codes, move to front, run lengths, the Burrows–Wheeler transform and run
 * lengths again, undone. Reused for all blocks of a stream.
 */
final class Block {
  private static final int LARGEST = 900_000;
  private static final int SMALL = 8 << 10;
  private static final int GROUP = 50;
  private static final int SYMBOLS = 258;

  private final BitInput in;

  /** Byte and, above it, the index of the next. */
  private int[] chain = {};

  private final byte[] front = new byte[256];
  private long start;
  private int wantedCrc;
  private int used;
  private int remaining;
  private int index;
  private int last;
  private int run;
  private int repeat;
  private int crc;
  private @Nullable Randomization randomization;

  Block(BitInput in) {
    this.in = in;
  }

  /** Reads a block whose magic number was read. */
  void read() throws IOException {
    start = in.offset() - 6;
    wantedCrc = in.read(32);
    randomization = in.bit() ? new Randomization() : null;
    int origin = in.read(24);
    int alphabet = readSymbols() + 2;
    int groups = in.read(3);
    if (groups < 2 || groups > 6) {
      throw malformed("it has " + groups + " code tables");
    }
    byte[] selectors = readSelectors(groups);
    HuffmanTable[] tables = new HuffmanTable[groups];
    for (int i = 0; i < groups; i++) {
      tables[i] = readTable(alphabet);
    }
    int[] counts = new int[256];
    used = readBytes(tables, selectors, alphabet - 1, counts);
    if (origin >= used) {
      throw malformed("its origin lies outside");
    }
    link(counts, origin);
  }

  private int readSymbols() throws IOException {
    int ranges = in.read(16);
    int symbols = 0;
    for (int high = 0; high < 16; high++) {
      if ((ranges & (0x8000 >>> high)) != 0) {
        int range = in.read(16);
        for (int low = 0; low < 16; low++) {
          if ((range & (0x8000 >>> low)) != 0) {
            front[symbols++] = (byte) ((high << 4) | low);
          }
        }
      }
    }
    if (symbols == 0) {
      throw malformed("it has no symbols");
    }
    return symbols;
  }

  private byte[] readSelectors(int groups) throws IOException {
    byte[] selectors = new byte[in.read(15)];
    byte[] order = {0, 1, 2, 3, 4, 5};
    for (int i = 0; i < selectors.length; i++) {
      int at = 0;
      while (in.bit()) {
        if (++at >= groups) {
          throw malformed("a selector is out of range");
        }
      }
      byte chosen = order[at];
      System.arraycopy(order, 0, order, 1, at);
      order[0] = chosen;
      selectors[i] = chosen;
    }
    return selectors;
  }

  private HuffmanTable readTable(int alphabet) throws IOException {
    byte[] lengths = new byte[SYMBOLS];
    int length = in.read(5);
    for (int symbol = 0; symbol < alphabet; symbol++) {
      while (in.bit()) {
        length += in.bit() ? -1 : 1;
      }
      if (length < 1 || length > HuffmanTable.LONGEST) {
        throw malformed("a code word is " + length + " bits long");
      }
      lengths[symbol] = (byte) length;
    }
    return new HuffmanTable(lengths, alphabet);
  }

  private int readBytes(HuffmanTable[] tables, byte[] selectors, int endSymbol, int[] counts)
      throws IOException {
    int size = 0;
    int group = 0;
    int left = 0;
    int zeros = 0;
    int weight = 1;
    HuffmanTable table = tables[0];
    for (; ; ) {
      if (left == 0) {
        if (group == selectors.length) {
          throw malformed("it has too few selectors");
        }
        table = tables[selectors[group++]];
        left = GROUP;
      }
      left--;
      int symbol = table.read(in);
      if (symbol <= 1) {
        zeros += weight << symbol;
        weight <<= 1;
        if (zeros > LARGEST) {
          throw malformed("it is too large");
        }
        continue;
      }
      if (zeros > 0) {
        size = append(size, front[0] & 0xFF, zeros, counts);
        zeros = 0;
        weight = 1;
      }
      if (symbol == endSymbol) {
        return size;
      }
      int at = symbol - 1;
      byte value = front[at];
      System.arraycopy(front, 0, front, 1, at);
      front[0] = value;
      size = append(size, value & 0xFF, 1, counts);
    }
  }

  private int append(int size, int value, int times, int[] counts) throws IOException {
    if (size + times > LARGEST) {
      throw malformed("it is too large");
    }
    if (size + times > chain.length) {
      int grown = Math.max(SMALL, Math.max(2 * chain.length, size + times));
      chain = Arrays.copyOf(chain, Math.min(LARGEST, grown));
    }
    Arrays.fill(chain, size, size + times, value);
    counts[value] += times;
    return size + times;
  }

  private void link(int[] counts, int origin) {
    int sum = 0;
    for (int i = 0; i < counts.length; i++) {
      int count = counts[i];
      counts[i] = sum;
      sum += count;
    }
    for (int i = 0; i < used; i++) {
      chain[counts[chain[i] & 0xFF]++] |= i << Byte.SIZE;
    }
    index = chain[origin] >>> Byte.SIZE;
    remaining = used;
    last = -1;
    run = 0;
    repeat = 0;
    crc = -1;
  }

  /**
   * Gives the block's next bytes.
   *
   * @return how many; 0 if there are none any more
   */
  int give(byte[] target, int offset, int length) throws IOException {
    int to = offset;
    int end = offset + length;
    int sum = crc;
    Randomization random = randomization;
    while (to < end) {
      if (repeat > 0) {
        repeat--;
      } else if (remaining == 0) {
        break;
      } else {
        remaining--;
        int entry = chain[index];
        index = entry >>> Byte.SIZE;
        int value = entry & 0xFF;
        if (random != null) {
          value = random.apply(value);
        }
        if (run == 4) {
          repeat = value;
          run = 0;
          continue;
        }
        run = value == last ? run + 1 : 1;
        last = value;
      }
      sum = (sum << Byte.SIZE) ^ Crc.TABLE[(sum >>> 24) ^ last];
      target[to++] = (byte) last;
    }
    crc = sum;
    if (remaining == 0 && repeat == 0 && ~crc != wantedCrc) {
      throw malformed("wrong checksum");
    }
    return to - offset;
  }

  /** The checksum of its bytes. */
  int crc() {
    return wantedCrc;
  }

  private MalformedDataException malformed(String why) {
    return new MalformedDataException(
        "malformed bzip2 block that begins at byte " + start + ": " + why, null);
  }
}
