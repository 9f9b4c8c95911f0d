package dev.firesteel.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.credential.Credentials;
import dev.firesteel.api.credential.CredentialsSource;
import dev.firesteel.api.credential.CredentialsSource.Need;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.scheduler.driver.CredentialKeeper;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Credentials are made when they are needed and made anew in time. */
@Timeout(60)
final class ProvidedCredentialsTest {
  private final BlockingQueue<Integer> published = new LinkedBlockingQueue<>();
  private final Source source = new Source();
  private CredentialKeeper keeper = CredentialKeeper.NONE;

  /** Numbers what it makes. */
  private static final class Source implements CredentialsSource {
    private final AtomicInteger made = new AtomicInteger();
    private volatile Need need = Need.WHEN_USED;
    private volatile boolean lacking;
    private volatile int refusals;
    private volatile Duration life = Duration.ofDays(1);
    private volatile boolean closed;
    private volatile CountDownLatch answer = new CountDownLatch(0);
    private final CountDownLatch asked = new CountDownLatch(2);

    @Override
    public Need need() {
      return need;
    }

    @Override
    public boolean lacking() {
      return lacking;
    }

    @Override
    public Credentials make() {
      asked.countDown();
      try {
        assertThat(answer.await(30, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      if (refusals > 0) {
        refusals--;
        throw new FiresteelException(ErrorCategory.SECURITY, "refused");
      }
      lacking = false;
      return new Credentials(new byte[] {(byte) made.incrementAndGet()}, Optional.of(life));
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private void start() {
    keeper = ProvidedCredentials.of(Map.of("test", source));
    keeper.start(this::publish);
  }

  private void publish(SortedMap<String, byte[]> all) {
    assertThat(all).containsOnlyKeys("test");
    published.add((int) all.get("test")[0]);
  }

  private int next() throws InterruptedException {
    Integer number = published.poll(30, TimeUnit.SECONDS);
    assertThat(number).as("credentials published").isNotNull();
    return number;
  }

  @AfterEach
  void close() {
    keeper.close();
  }

  @Test
  void whatIsRefusedFailsTheJob() {
    source.lacking = true;
    source.refusals = 1;
    start();
    assertThatThrownBy(keeper::beforeJob)
        .isInstanceOf(FiresteelException.class)
        .hasMessage("refused");
    assertThat(published).isEmpty();
  }

  @Test
  void aJobThatNeedsNothingMakesNothing() {
    start();
    keeper.beforeJob();
    assertThat(published).isEmpty();
  }

  @Test
  void aJobWaitsForWhatItLacks() {
    start();
    source.lacking = true;
    keeper.beforeJob();
    keeper.beforeJob();
    assertThat(published).containsExactly(1);
  }

  @Test
  void thoseOfAClusterAreMadeWithTheSession() throws Exception {
    source.need = Need.FROM_THE_START;
    start();
    assertThat(next()).isEqualTo(1);
  }

  @Test
  void newerOnesAreMadeInTimeAlsoAfterARefusal() throws Exception {
    source.life = Duration.ofMillis(100);
    source.lacking = true;
    start();
    keeper.beforeJob();
    assertThat(next()).isEqualTo(1);
    source.refusals = 1;
    assertThat(next()).isEqualTo(2);
    assertThat(next()).isEqualTo(3);
  }

  @Test
  void aJobThatLacksNothingDoesNotWaitForARenewal() throws Exception {
    source.life = Duration.ofMillis(100);
    source.lacking = true;
    start();
    keeper.beforeJob();
    source.answer = new CountDownLatch(1);
    assertThat(source.asked.await(30, TimeUnit.SECONDS)).as("the renewal has begun").isTrue();
    keeper.beforeJob();
    assertThat(published).as("no renewal has ended").containsExactly(1);
    source.answer.countDown();
  }

  @Test
  void whatAJobMadeAnewIsRenewedOnce() throws Exception {
    Source later = new Source();
    keeper = ProvidedCredentials.of(Map.of("later", later, "test", source));
    keeper.start(all -> published.add(later.made.get()));
    later.life = Duration.ofSeconds(2);
    later.lacking = true;
    for (int job = 0; job < 3; job++) {
      source.life = Duration.ofMillis(800);
      source.lacking = true;
      keeper.beforeJob();
    }
    source.life = Duration.ofDays(1);
    while (next() < 2) {} // its renewal comes after those of the other
    assertThat(source.made.get()).isLessThanOrEqualTo(4); // by three jobs and one renewal
  }

  @Test
  void closingEndsIt() {
    start();
    keeper.close();
    assertThat(source.closed).isTrue();
  }

  @Test
  void aClassPathWithoutSecuredServicesHasNone() {
    assertThat(ProvidedCredentials.open(Config.empty(), getClass().getClassLoader()))
        .isSameAs(CredentialKeeper.NONE);
  }
}
