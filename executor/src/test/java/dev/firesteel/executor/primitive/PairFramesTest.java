package dev.firesteel.executor.primitive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairFramesTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 2047, 2048, 2049, 5000})
  void readsWhatWasWrittenWithNumbersOfAnyWidth(int count) {
    Random random = new Random(count);
    for (int keyBits = 0; keyBits <= 64; keyBits += 4) {
      for (int valueBits = 0; valueBits <= 64; valueBits += 16) {
        long[] pairs = new long[2 * count];
        long base = random.nextLong();
        for (int i = 0; i < pairs.length; i += 2) {
          pairs[i] = base + bits(random, keyBits);
          pairs[i + 1] = bits(random, valueBits) - base;
        }
        assertThat(Arrays.equals(again(pairs), pairs)).isTrue();
      }
    }
  }

  private static long bits(Random random, int bits) {
    return bits == 0 ? 0 : random.nextLong() >>> (64 - bits);
  }

  @Test
  void extremesAreKept() {
    long[] pairs = {Long.MIN_VALUE, -1, Long.MAX_VALUE, 0, 0, Long.MIN_VALUE, -1, Long.MAX_VALUE};
    assertThat(again(pairs)).isEqualTo(pairs);
  }

  @Test
  void numbersTakeTheBytesTheyNeed() {
    long[] pairs = new long[2 * 1000];
    for (int i = 0; i < 1000; i++) {
      pairs[2 * i] = 1_000_000_000_000L + i;
      pairs[2 * i + 1] = 7;
    }
    assertThat(written(pairs).length).isLessThan(2 * 1000 + 20);
  }

  @Test
  void bytesThatAreNoFrameAreRefused() {
    for (byte[] bad : new byte[][] {{0, 0}, {1, 9}, {1, (byte) 0x90}, {(byte) 0xff, 0x7f, 0}}) {
      assertThatThrownBy(() -> new PairFrames().read(new Input(bad), new long[2 * PairFrames.MOST]))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("damaged frame");
    }
  }

  private static byte[] written(long[] pairs) {
    Output out = new Output(64, -1);
    new PairFrames().write(out, pairs, 0, pairs.length);
    return out.toBytes();
  }

  private static long[] again(long[] pairs) {
    Input in = new Input(written(pairs));
    PairFrames frames = new PairFrames();
    long[] frame = new long[2 * PairFrames.MOST];
    long[] all = new long[pairs.length];
    int end = 0;
    while (!in.end()) {
      int length = frames.read(in, frame);
      System.arraycopy(frame, 0, all, end, length);
      end += length;
    }
    assertThat(end).isEqualTo(pairs.length);
    return all;
  }
}
