package dev.firesteel.executor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LifelineTest {
  private final CountDownLatch ended = new CountDownLatch(1);

  @Test
  void endsWithItsPipeAndNotBefore() throws Exception {
    PipedOutputStream driver = new PipedOutputStream();
    Lifeline.watch(new PipedInputStream(driver), ended::countDown);

    driver.write('x');
    driver.flush();
    assertThat(ended.getCount()).isEqualTo(1);
    driver.close();
    ended.await();
  }

  @Test
  void aBrokenPipeIsAnEndedOne() throws Exception {
    Lifeline.watch(
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("broken");
          }
        },
        ended::countDown);

    ended.await();
  }
}
