package dev.firesteel.io.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.BitSet;

/**
 * What a byte of a charset can mean, as far as cutting text needs it. Found by encoding all
 * characters of the basic plane, since no charset tells; the others are built alike.
 */
final class CharsetBytes {
  private static final int ESC = 0x1B;
  private static final int SHIFT_OUT = 0x0E;
  private static final int SHIFT_IN = 0x0F;

  private final Charset charset;
  private final BitSet later = new BitSet(256);
  private boolean stateless;

  private CharsetBytes(Charset charset) {
    this.charset = charset;
    this.stateless = charset.canEncode();
  }

  /** Those of a charset of single bytes up. */
  static CharsetBytes of(Charset charset) {
    CharsetBytes bytes = new CharsetBytes(charset);
    boolean single = charset.equals(ISO_8859_1) || charset.equals(US_ASCII);
    if (charset.equals(UTF_8)) {
      bytes.later.set(0x80, 0xC0);
    } else if (bytes.stateless && !single) {
      bytes.probe();
    }
    return bytes;
  }

  private void probe() {
    CharsetEncoder encoder = charset.newEncoder();
    ByteBuffer encoded = ByteBuffer.allocate(64);
    for (char c = 0; c < Character.MAX_VALUE; c++) {
      encoded.clear();
      CharBuffer one = CharBuffer.wrap(new char[] {c});
      encoder.reset();
      if (encoder.encode(one, encoded, true).isError() || encoder.flush(encoded).isError()) {
        continue;
      }
      for (int i = 0; i < encoded.position(); i++) {
        int b = encoded.get(i) & 0xFF;
        stateless &= !shift(b) || encoded.position() == 1;
        if (i > 0) {
          later.set(b);
        }
      }
    }
  }

  private static boolean shift(int b) {
    return b == ESC || b == SHIFT_OUT || b == SHIFT_IN;
  }

  /**
   * Whether these bytes, where they stand in text, are these characters and not parts of others.
   */
  boolean unmistakable(byte[] encoded) {
    return stateless && encoded.length > 0 && !later.get(encoded[0] & 0xFF);
  }

  /** Whether bytes below 128 are ASCII where they are a character of their own. */
  boolean ascii() {
    byte[] all = new byte[128];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    return new String(all, charset).equals(new String(all, US_ASCII));
  }
}
