package dev.firesteel.io.storage;

import java.util.List;

/** What a directory holds. */
public sealed interface Entry {
  /** Its full path. */
  Location location();

  /**
   * A file.
   *
   * @param location its path
   * @param length its bytes
   * @param blocks where they lie, in order, without gaps
   */
  record StoredFile(Location location, long length, List<BlockPlace> blocks) implements Entry {
    /** Copies the list. */
    public StoredFile {
      blocks = List.copyOf(blocks);
    }

    /** Who holds the most of its bytes. */
    public Replicas replicas() {
      if (blocks.isEmpty()) {
        return Replicas.UNKNOWN;
      }
      if (blocks.size() == 1) {
        return blocks.get(0).replicas();
      }
      HostShares shares = new HostShares();
      blocks.forEach(block -> shares.add(block.replicas(), block.length()));
      return shares.most();
    }
  }

  /**
   * A directory.
   *
   * @param location its path
   */
  record Directory(Location location) implements Entry {}
}
