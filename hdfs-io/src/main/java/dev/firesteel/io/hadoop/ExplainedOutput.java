package dev.firesteel.io.hadoop;

import dev.firesteel.io.storage.Location;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes a file, with failures that say what to do. HDFS throws one and the same object at each
 * further call, which {@code try} cannot add to itself; here each call has its own.
 */
final class ExplainedOutput extends OutputStream {
  private final Location file;
  private final OutputStream out;

  ExplainedOutput(Location file, OutputStream out) {
    this.file = file;
    this.out = out;
  }

  @Override
  public void write(int oneByte) throws IOException {
    try {
      out.write(oneByte);
    } catch (IOException e) {
      throw HadoopErrors.understood(file, e);
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      throw HadoopErrors.understood(file, e);
    }
  }

  @Override
  public void flush() throws IOException {
    try {
      out.flush();
    } catch (IOException e) {
      throw HadoopErrors.understood(file, e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      out.close();
    } catch (IOException e) {
      throw HadoopErrors.understood(file, e);
    }
  }
}
