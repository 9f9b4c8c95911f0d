package dev.firesteel.executor.spill;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** Creates files; tests put failing disks in its place. */
@FunctionalInterface
interface Disk {
  /**
   * The file system. Streams rather than channels, which an interrupted thread would find closed.
   */
  Disk REAL = file -> new FileOutputStream(file.toFile());

  /** Creates a file, or empties it. */
  OutputStream create(Path file) throws IOException;
}
