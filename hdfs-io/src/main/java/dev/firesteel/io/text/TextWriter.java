package dev.firesteel.io.text;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import dev.firesteel.api.split.PartitionWriter;
import dev.firesteel.api.split.TextForm;
import dev.firesteel.io.output.AttemptFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;

/**
 * Writes one attempt's file: elements as their {@code toString}, each with what ends a record.
 * Characters that the charset does not have become its replacement, mostly {@code ?}.
 */
final class TextWriter implements PartitionWriter<Object> {
  private static final int BUFFER = 256 << 10;

  private final AttemptFile file;
  private final OutputStream out;
  private final byte[] buffer = new byte[BUFFER];
  private final Charset charset;
  private final byte[] end;
  private int used;

  TextWriter(AttemptFile file, OutputStream out, TextForm form) {
    this.file = file;
    this.out = out;
    this.charset = unmarked(form.toCharset());
    this.end = form.terminator().getBytes(charset);
    byte[] mark = mark(form.toCharset());
    System.arraycopy(mark, 0, buffer, 0, mark.length);
    used = mark.length;
  }

  /** Encodes like another charset, but without a mark at the start of each element. */
  private static Charset unmarked(Charset charset) {
    return switch (charset.name()) {
      case "UTF-16" -> UTF_16BE;
      case "x-UTF-16LE-BOM" -> UTF_16LE;
      case "X-UTF-32BE-BOM" -> Charset.forName("UTF-32BE");
      case "X-UTF-32LE-BOM" -> Charset.forName("UTF-32LE");
      default -> charset;
    };
  }

  /** What a file begins with. */
  private static byte[] mark(Charset charset) {
    Charset plain = unmarked(charset);
    return plain.equals(charset) ? new byte[0] : "\uFEFF".getBytes(plain);
  }

  @Override
  public void accept(Object element) {
    byte[] text = String.valueOf(element).getBytes(charset);
    try {
      if (text.length > BUFFER - end.length - used) {
        flush();
        if (text.length > BUFFER - end.length) {
          out.write(text, 0, text.length);
          text = new byte[0];
        }
      }
      System.arraycopy(text, 0, buffer, used, text.length);
      used += text.length;
      for (byte each : end) {
        buffer[used++] = each;
      }
    } catch (IOException e) {
      throw file.failed(e);
    }
  }

  private void flush() throws IOException {
    out.write(buffer, 0, used);
    used = 0;
  }

  @Override
  public byte[] commit() {
    try (out) {
      flush();
    } catch (IOException e) {
      throw file.failed(e);
    }
    return file.commit();
  }

  @Override
  public void abort() throws IOException {
    try (out) {
      used = 0;
    } finally {
      file.remove();
    }
  }
}
