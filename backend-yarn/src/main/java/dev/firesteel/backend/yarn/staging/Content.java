package dev.firesteel.backend.yarn.staging;

import dev.firesteel.shipping.Access;
import dev.firesteel.shipping.Digest;
import java.io.IOException;
import java.io.OutputStream;

/**
 * What is to be stored.
 *
 * @param digest names it
 * @param suffix the end of its file's name, by which NodeManagers know archives; may be empty
 * @param access who may read it
 * @param what for errors and logs
 * @param writer writes it
 */
record Content(Digest digest, String suffix, Access access, String what, Writer writer) {
  /** Writes content; does not close the stream. */
  @FunctionalInterface
  interface Writer {
    void write(OutputStream to) throws IOException;
  }
}
