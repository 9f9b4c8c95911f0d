package dev.firesteel.io.whole;

import dev.firesteel.io.storage.Location;
import dev.firesteel.io.storage.Storages;
import java.util.List;

/** Whole files as they are, also compressed ones. */
public final class BinaryFileInput extends WholeFileInput<byte[]> {
  private static final long serialVersionUID = 1L;

  /**
   * What the paths and globs name.
   *
   * @param minSplits splits wanted at least; 0 for the default
   */
  public BinaryFileInput(List<Location> paths, int minSplits, Storages storages) {
    super("binary files", paths, minSplits, storages);
  }

  @Override
  boolean decompresses() {
    return false;
  }

  @Override
  byte[] value(byte[] content) {
    return content;
  }
}
