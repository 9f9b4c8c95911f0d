package dev.firesteel.io.whole;

import dev.firesteel.io.storage.Location;
import dev.firesteel.io.storage.Storages;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Whole text files, decompressed by their extensions. */
public final class TextFileInput extends WholeFileInput<String> {
  private static final long serialVersionUID = 1L;

  private final String charset;

  /**
   * What the paths and globs name.
   *
   * @param charset malformed bytes become U+FFFD; a byte order mark of UTF-8 is dropped
   * @param minSplits splits wanted at least; 0 for the default
   */
  public TextFileInput(List<Location> paths, Charset charset, int minSplits, Storages storages) {
    super("text files", paths, minSplits, storages);
    this.charset = charset.name();
  }

  @Override
  boolean decompresses() {
    return true;
  }

  @Override
  String value(byte[] content) {
    Charset known = Charset.forName(charset);
    int from = known.equals(StandardCharsets.UTF_8) && marked(content) ? 3 : 0;
    return new String(content, from, content.length - from, known);
  }

  private static boolean marked(byte[] content) {
    return content.length >= 3
        && content[0] == (byte) 0xEF
        && content[1] == (byte) 0xBB
        && content[2] == (byte) 0xBF;
  }
}
