package dev.firesteel.protocol.block;

import java.nio.file.Path;

/** A block's bytes, where they are. */
public sealed interface BlockData {
  /** Length in bytes. */
  long length();

  /** In memory; not to be changed. */
  record Bytes(byte[] bytes) implements BlockData {
    @Override
    public long length() {
      return bytes.length;
    }
  }

  /** A part of a file; sent without copying it through the heap. */
  record FileSlice(Path file, long offset, long length) implements BlockData {}
}
