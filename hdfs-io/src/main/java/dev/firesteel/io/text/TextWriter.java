package dev.firesteel.io.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.firesteel.api.split.PartitionWriter;
import dev.firesteel.io.output.AttemptFile;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes one attempt's file: elements as their {@code toString} in UTF-8, each with a {@code \n}.
 */
final class TextWriter implements PartitionWriter<Object> {
  private static final int BUFFER = 256 << 10;

  private final AttemptFile file;
  private final OutputStream out;
  private final byte[] buffer = new byte[BUFFER];
  private int used;

  TextWriter(AttemptFile file, OutputStream out) {
    this.file = file;
    this.out = out;
  }

  @Override
  public void accept(Object element) {
    byte[] text = String.valueOf(element).getBytes(UTF_8);
    try {
      if (text.length >= BUFFER - used) {
        flush();
        if (text.length >= BUFFER) {
          out.write(text, 0, text.length);
          text = new byte[0];
        }
      }
      System.arraycopy(text, 0, buffer, used, text.length);
      used += text.length;
      buffer[used++] = '\n';
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
