package dev.firesteel.benchmarks.plain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whole lines of a mapped file, which all have an end. */
record Chunk(MappedByteBuffer mapped) {
  private static final int LONGEST_LINE = 1 << 16;

  /** A file in chunks of about so many bytes. */
  static List<Chunk> of(String file, int bytes) {
    List<Chunk> chunks = new ArrayList<>();
    try (FileChannel channel = FileChannel.open(Path.of(file))) {
      long size = channel.size();
      long from = 0;
      while (from < size) {
        long most = Math.min(size - from, (long) bytes + LONGEST_LINE);
        MappedByteBuffer mapped = channel.map(MapMode.READ_ONLY, from, most);
        int end = (int) Math.min(bytes, most);
        while (mapped.get(end - 1) != '\n') {
          end++;
        }
        chunks.add(new Chunk(mapped.limit(end)));
        from += end;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return chunks;
  }

  byte[] bytes() {
    byte[] bytes = new byte[mapped.limit()];
    mapped.get(0, bytes);
    return bytes;
  }

  List<String> lines() {
    byte[] bytes = bytes();
    List<String> lines = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        lines.add(new String(bytes, from, i - from, StandardCharsets.ISO_8859_1));
        from = i + 1;
      }
    }
    return lines;
  }
}
