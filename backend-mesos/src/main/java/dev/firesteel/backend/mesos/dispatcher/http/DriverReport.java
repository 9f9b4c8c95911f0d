package dev.firesteel.backend.mesos.dispatcher.http;

import dev.firesteel.backend.mesos.dispatcher.Driver;
import dev.firesteel.backend.mesos.dispatcher.DriverState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a dispatcher tells of a driver: nothing of its settings and arguments, which may hold
 * secrets.
 *
 * @param id the dispatcher's name of it
 * @param name for people
 * @param user who ordered it, as they said
 * @param roles Mesos' roles under which its application asks for resources
 * @param mainClass the user's class
 * @param state where it is in its life
 * @param attempt how often it was launched
 * @param submitted when it was ordered, as ISO 8601
 * @param ageMillis time since then, by the dispatcher's clock
 * @param ranMillis time from then to its end; -1 before its end
 * @param agent the host of its current or last attempt, or the empty text
 * @param framework its application's id in Mesos
 * @param diagnostics why it waits, or how it ended
 * @param log where people read its log, or the empty text
 */
public record DriverReport(
    String id,
    String name,
    String user,
    String roles,
    String mainClass,
    DriverState state,
    int attempt,
    String submitted,
    long ageMillis,
    long ranMillis,
    String agent,
    String framework,
    String diagnostics,
    String log) {

  static DriverReport of(Driver driver, Instant now) {
    return new DriverReport(
        driver.id(),
        driver.order().name(),
        driver.order().user(),
        driver.order().settings().getOrDefault("firesteel.mesos.roles", ""),
        driver.order().mainClass(),
        driver.state(),
        driver.attempt(),
        driver.submitted().toString(),
        Math.max(0, Duration.between(driver.submitted(), now).toMillis()),
        driver
            .ended()
            .map(end -> Math.max(0, Duration.between(driver.submitted(), end).toMillis()))
            .orElse(-1L),
        driver.agent(),
        driver.framework(),
        driver.diagnostics(),
        driver.logAddress());
  }

  /** The time since it was ordered. */
  public Duration age() {
    return Duration.ofMillis(ageMillis);
  }

  /** The time from order to end; empty before its end. */
  public Optional<Duration> ran() {
    return ranMillis < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(ranMillis));
  }
}
