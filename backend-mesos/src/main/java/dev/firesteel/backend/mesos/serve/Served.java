package dev.firesteel.backend.mesos.serve;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Content that can be written many times, by many threads at once. */
interface Served {
  /** Bytes that {@link #writeTo} will write. */
  long size() throws IOException;

  /** Writes all of it; does not close the stream. */
  void writeTo(OutputStream to) throws IOException;

  /** A file as it is when it is asked for. */
  static Served file(Path file) {
    return new Served() {
      @Override
      public long size() throws IOException {
        return Files.size(file);
      }

      @Override
      public void writeTo(OutputStream to) throws IOException {
        Files.copy(file, to);
      }
    };
  }
}
