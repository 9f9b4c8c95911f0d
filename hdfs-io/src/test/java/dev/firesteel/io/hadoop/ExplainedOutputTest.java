package dev.firesteel.io.hadoop;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.io.storage.Location;
import dev.firesteel.io.storage.StorageException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;

/** A stream of HDFS fails at each call with one and the same object. */
final class ExplainedOutputTest {
  /** Broken for good. */
  private static final class Broken extends OutputStream {
    private final IOException last = new ConnectException("Call From me to nn:8020 failed on x");

    @Override
    public void write(int oneByte) throws IOException {
      throw last;
    }

    @Override
    public void close() throws IOException {
      throw last;
    }
  }

  @Test
  void aFailureOfCloseAfterOneOfWriteHidesNothing() {
    assertThatThrownBy(
            () -> {
              try (OutputStream out =
                  new ExplainedOutput(Location.parse("hdfs://nn:8020/f"), new Broken())) {
                out.write(1);
              }
            })
        .isInstanceOf(StorageException.class)
        .hasMessageStartingWith("nn:8020 refuses connections");
  }
}
