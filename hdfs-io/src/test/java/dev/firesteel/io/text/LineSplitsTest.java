package dev.firesteel.io.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.split.ReadContext;
import dev.firesteel.io.storage.Location;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each line belongs to exactly one split, wherever the borders are. */
final class LineSplitsTest {
  private static final Location FILE = Location.parse("file:/in");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "\r",
        "\r\n",
        "\n\r",
        "\r\r\n\n",
        "a",
        "a\n",
        "a\r\nb\rc\nd",
        "\n\na\r\n\r\n\r\nb\r",
        "äöü\r\nß\n€\r𝄞",
        "\uFEFFa\r\n\uFEFFb",
        "\uFEFF",
        "\uFEFF\n",
      })
  void everySplitSizeGivesEachLineOnce(String text) throws Exception {
    check(text.getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void randomBytesGiveEachLineOnceForEverySplitSize(long seed) throws Exception {
    Random random = new Random(seed);
    for (int round = 0; round < 60; round++) {
      byte[] bytes = new byte[random.nextInt(80)];
      int alphabet = 2 + random.nextInt(12);
      for (int i = 0; i < bytes.length; i++) {
        int letter = random.nextInt(alphabet);
        bytes[i] = (byte) (letter == 0 ? '\n' : letter == 1 ? '\r' : random.nextInt(256));
      }
      check(bytes);
    }
  }

  @Test
  void linesLongerThanTheBufferAreWhole() throws Exception {
    String text = "x".repeat(700_000) + "\r\n" + "y".repeat(262_143) + "\r" + "z".repeat(300_000);
    for (int size : new int[] {1 << 20, 262_144, 262_143, 262_145, 700_001, 700_002, 99_991}) {
      assertThat(split(text.getBytes(UTF_8), size)).isEqualTo(reference(text));
    }
  }

  @Test
  void bordersOfTheBufferDoNotShow() throws Exception {
    for (int length = 262_140; length < 262_148; length++) {
      for (String eol : List.of("\n", "\r", "\r\n")) {
        String text = "x".repeat(length) + eol + "é" + eol + eol + "tail";
        assertThat(split(text.getBytes(UTF_8), 1 << 20)).isEqualTo(reference(text));
      }
    }
  }

  @Test
  void malformedUtf8IsReplaced() throws Exception {
    byte[] bytes = {'a', (byte) 0xC3, '\n', (byte) 0xFF, 'b', '\n', (byte) 0xE2, (byte) 0x82};
    assertThat(split(bytes, 3)).containsExactly("a\uFFFD", "\uFFFDb", "\uFFFD");
  }

  @Test
  void aLineAboveTheLimitIsRefusedWithItsPlace() {
    for (String text :
        List.of("ok\n12345678901\n", "ok\n12345678901", "ok\n" + "x".repeat(300_000))) {
      assertThatThrownBy(() -> lines(text.getBytes(UTF_8), 0, text.length(), 10))
          .isInstanceOf(FiresteelException.class)
          .hasMessage(
              "Cannot read file:/in: the line at byte 3 is longer than 10 bytes (raise"
                  + " firesteel.io.max-line-length, or check that this is text)");
    }
  }

  @Test
  void aLineOfTheLimitIsRead() throws Exception {
    assertThat(lines("ok\n1234567890\n1234567890".getBytes(UTF_8), 0, 99, 10)).hasSize(3);
  }

  @Test
  void manyLinesOfAnyKindAreCounted() {
    Random random = new Random(7);
    for (String letters : List.of("a\n", "a\né", "a\n\r", "aé\r\n", "\r\n", "\r", "\n")) {
      byte[] bytes = new byte[20_000];
      byte[] all = letters.getBytes(UTF_8);
      for (int i = 0; i < bytes.length; i++) {
        // The first half is plain, so that it changes on the way.
        bytes[i] = i < 10_000 && i % 90 != 0 ? (byte) 'x' : all[random.nextInt(all.length)];
      }
      for (int from = 0; from < 12; from++) {
        for (int to = bytes.length - 12; to <= bytes.length; to++) {
          for (boolean afterCr : new boolean[] {false, true}) {
            int expected = 0;
            boolean cr = afterCr;
            for (int i = from; i < to; i++) {
              expected += bytes[i] == '\r' || (bytes[i] == '\n' && !cr) ? 1 : 0;
              cr = bytes[i] == '\r';
            }
            assertThat(EolCount.count(bytes, from, to, afterCr)).isEqualTo(expected);
          }
        }
      }
    }
  }

  private static void check(byte[] bytes) throws Exception {
    List<String> expected = reference(new String(bytes, UTF_8));
    if (bytes.length > 0) {
      expected = referenceOfBytes(bytes);
    }
    for (int size = 1; size <= bytes.length + 1; size++) {
      assertThat(split(bytes, size))
          .as("splits of %d bytes of %s", size, bytes)
          .isEqualTo(expected);
    }
  }

  private static List<String> split(byte[] bytes, int size) throws Exception {
    List<String> all = new ArrayList<>();
    for (int start = 0; start < bytes.length; start += size) {
      all.addAll(lines(bytes, start, Math.min(bytes.length, start + size), 1 << 30));
    }
    return all;
  }

  private static List<String> lines(byte[] bytes, int start, int end, int max) throws Exception {
    List<String> lines = new ArrayList<>();
    try (LineCursor cursor = open(bytes, start, end, max)) {
      if ((start & 1) == 0) {
        cursor.forEachRemaining(lines::add);
      } else {
        while (cursor.advance(lines::add)) {
          // one by one
        }
      }
    }
    try (LineCursor cursor = open(bytes, start, end, max)) {
      if ((start & 2) != 0) {
        List<String> first = new ArrayList<>();
        cursor.advance(first::add);
        assertThat(cursor.count() + first.size()).isEqualTo(lines.size());
      } else {
        assertThat(cursor.count()).isEqualTo(lines.size());
      }
      assertThat(cursor.count()).isZero();
    }
    return lines;
  }

  private static LineCursor open(byte[] bytes, int start, int end, int max) throws Exception {
    InputStream in = new ByteArrayInputStream(bytes, start, bytes.length - start);
    Reading reading = new Reading(FILE, max, 1 + (start + end) % 50, new Task());
    ByteWindow window = new ByteWindow(reading, in, start, () -> end + 1);
    LineCursor cursor =
        new LineCursor(window, UTF_8, start == 0 ? TextLayout.mark(UTF_8) : ByteOrderMark.NONE);
    if (start > 0) {
      cursor.skipLine();
    }
    return cursor;
  }

  private static List<String> reference(String text) throws Exception {
    return referenceOfBytes(text.getBytes(UTF_8));
  }

  /** The rule, as simple as can be: one byte after the other. */
  private static List<String> referenceOfBytes(byte[] bytes) {
    List<String> lines = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n' || bytes[i] == '\r') {
        lines.add(new String(bytes, from, i - from, UTF_8));
        i += bytes[i] == '\r' && i + 1 < bytes.length && bytes[i + 1] == '\n' ? 1 : 0;
        from = i + 1;
      }
    }
    if (from < bytes.length) {
      lines.add(new String(bytes, from, bytes.length - from, UTF_8));
    }
    if (!lines.isEmpty() && lines.get(0).startsWith("\uFEFF")) {
      lines.set(0, lines.get(0).substring(1));
      if (lines.size() == 1 && bytes.length == 3) {
        lines.clear();
      }
    }
    return lines;
  }

  private record Task() implements ReadContext {
    @Override
    public Config config() {
      return Config.empty();
    }

    @Override
    public boolean cancelled() {
      return false;
    }

    @Override
    public void bytesRead(long bytes) {}
  }
}
