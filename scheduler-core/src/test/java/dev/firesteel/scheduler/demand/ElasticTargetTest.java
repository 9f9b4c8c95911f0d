package dev.firesteel.scheduler.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.error.FiresteelException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of {@link ElasticTarget}. */
final class ElasticTargetTest {
  private static Elasticity elasticity(int min, int max, int initial) {
    return new Elasticity(
        min,
        max,
        initial,
        Duration.ofSeconds(1),
        Duration.ofSeconds(60),
        Duration.ofMinutes(10),
        Duration.ofSeconds(60));
  }

  private static long millis(long ms) {
    return ms * 1_000_000;
  }

  @Test
  void refusesMoreAtLeastThanAtMost() {
    assertThatThrownBy(() -> elasticity(3, 2, 0))
        .isInstanceOf(FiresteelException.class)
        .hasMessageContaining("from 3 to 2", "firesteel.elastic.max");
  }

  /** Twice the same need and number there: at once, and after some time. */
  @ParameterizedTest
  @CsvSource({
    // min, max, initial, need, there, at once, after 999 ms, after 1 s
    "0, 10, 0, 0, 0, 0, 0, 0",
    "0, 10, 0, 4, 0, 4, 4, 4", // nobody was wanted: no wait
    "0, 10, 0, 40, 0, 10, 10, 10", // the most
    "0, 10, 2, 4, 2, 2, 2, 4", // the wait, then the whole need
    "0, 10, 2, 2, 2, 2, 2, 2", // enough
    "0, 10, 2, 1, 2, 2, 2, 2", // those that are there stay
    "0, 10, 5, 1, 2, 5, 5, 2", // those that have not come are not wanted any more
    "0, 10, 5, 0, 2, 5, 5, 5", // before the first job the initial number counts
    "3, 10, 0, 1, 1, 3, 3, 3", // the least
    "3, 10, 5, 1, 1, 5, 5, 3",
  })
  void follows(
      int min, int max, int initial, int need, int there, int atOnce, int before, int after) {
    ElasticTarget target = new ElasticTarget(elasticity(min, max, initial));
    boolean news = target.executors() != atOnce;
    assertThat(target.observe(millis(5000), need, there)).isEqualTo(news);
    assertThat(target.executors()).isEqualTo(atOnce);
    target.observe(millis(5999), need, there);
    assertThat(target.executors()).isEqualTo(before);
    assertThat(target.observe(millis(6000), need, there)).isEqualTo(before != after);
    assertThat(target.executors()).isEqualTo(after);
  }

  @Test
  void aNeedThatWentBetweenStartsTheWaitAnew() {
    ElasticTarget target = new ElasticTarget(elasticity(0, 10, 1));
    target.observe(millis(0), 4, 1);
    target.observe(millis(900), 1, 1);
    target.observe(millis(1100), 4, 1);
    assertThat(target.observe(millis(1200), 4, 1)).isFalse();
    assertThat(target.observe(millis(2100), 4, 1)).isTrue();
    assertThat(target.executors()).isEqualTo(4);
  }

  @Test
  void whoIsLetGoIsNotWantedAnyMoreButNeverFewerThanTheLeast() {
    ElasticTarget target = new ElasticTarget(elasticity(1, 10, 0));
    target.observe(0, 3, 1);
    target.observe(millis(1000), 3, 1);
    assertThat(target.retired(2)).isTrue();
    assertThat(target.executors()).isEqualTo(2);
    assertThat(target.retired(0)).isTrue();
    assertThat(target.executors()).isEqualTo(1);
    assertThat(target.retired(0)).isFalse();
  }
}
