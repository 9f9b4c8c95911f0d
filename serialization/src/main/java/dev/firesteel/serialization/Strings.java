package dev.firesteel.serialization;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.firesteel.api.annotation.AllowForbidden;
import java.nio.charset.StandardCharsets;

/**
 * Strings: one byte a character where all of them are Latin-1, else two (big-endian). A string has
 * one form only, so that equal strings have equal bytes.
 */
final class Strings {
  private static final int PIECE = 1 << 12;

  private char[] chars = new char[0];
  private byte[] piece = new byte[0];

  void write(Output out, String value) {
    int length = value.length();
    if (!latin1(value, length)) {
      writeUtf16(out, value, length);
    } else if (length < Tag.SHORT_LATIN1S) {
      out.writeByte(Tag.SHORT_LATIN1 | length);
      writeLatin1(out, value, length);
    } else {
      out.writeByte(Tag.LATIN1);
      out.writeVarInt(length, true);
      writeLatin1(out, value, length);
    }
  }

  String readLatin1(Input in, int length) {
    int at = in.position();
    if (in.limit() - at < length) {
      return new String(in.readBytes(length), StandardCharsets.ISO_8859_1);
    }
    in.setPosition(at + length);
    return new String(in.getBuffer(), at, length, StandardCharsets.ISO_8859_1);
  }

  String readUtf16(Input in) {
    int length = in.readVarInt(true);
    if (chars.length < length) {
      chars = new char[length];
    }
    for (int i = 0; i < length; i++) {
      chars[i] = (char) (in.readByte() << 8 | in.readByteUnsigned());
    }
    String value = new String(chars, 0, length);
    if (chars.length > PIECE) {
      chars = new char[0];
    }
    return value;
  }

  private static boolean latin1(String value, int length) {
    for (int i = 0; i < length; i++) {
      if (value.charAt(i) > 0xff) {
        return false;
      }
    }
    return true;
  }

  @SuppressWarnings("deprecation")
  @AllowForbidden("copies the low bytes at once, which is what Latin-1 is")
  private void writeLatin1(Output out, String value, int length) {
    int at = out.position();
    if (out.getBuffer().length - at >= length) {
      value.getBytes(0, length, out.getBuffer(), at);
      out.setPosition(at + length);
      return;
    }
    if (piece.length == 0) {
      piece = new byte[PIECE];
    }
    for (int done = 0; done < length; done += PIECE) {
      int end = Math.min(length, done + PIECE);
      value.getBytes(done, end, piece, 0);
      out.writeBytes(piece, 0, end - done);
    }
  }

  private static void writeUtf16(Output out, String value, int length) {
    out.writeByte(Tag.UTF16);
    out.writeVarInt(length, true);
    for (int i = 0; i < length; i++) {
      char c = value.charAt(i);
      out.writeByte(c >>> 8);
      out.writeByte(c);
    }
  }
}
