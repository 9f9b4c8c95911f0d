package dev.firesteel.backend.mesos.dispatcher.run;

import dev.firesteel.api.backend.PendingReason;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.backend.mesos.dispatcher.Driver;
import dev.firesteel.backend.mesos.dispatcher.book.Entry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Why drivers wait, and where logs are: what is told of drivers besides what is kept of them. */
final class Prospects {
  private final DriverLogs logs;
  private final Map<ProfileId, String> pending = new HashMap<>();
  private String away = "The dispatcher is not connected to Mesos yet";

  Prospects(DriverLogs logs) {
    this.logs = logs;
  }

  void connected() {
    away = "";
  }

  void disconnected(String why) {
    away = "The dispatcher is not connected to Mesos: " + why;
  }

  void pending(ProfileId profile, List<PendingReason> why) {
    String text =
        why.stream().map(each -> Wording.waiting(each.detail())).collect(Collectors.joining("\n"));
    pending.put(profile, text);
  }

  /** The driver as it is told. */
  Driver shown(Entry entry) {
    Driver driver = entry.driver();
    return switch (entry.state()) {
      case QUEUED -> with(driver, waits(entry), driver.logAddress());
      case WAITING ->
          with(
              driver,
              "It is launched again at " + entry.setbacks().until() + ". " + driver.diagnostics(),
              driver.logAddress());
      case LAUNCHED, RUNNING, KILLING ->
          with(
              driver,
              driver.diagnostics(),
              entry
                  .place()
                  .map(place -> logs.address(Sandboxes.of(place)))
                  .orElse(driver.logAddress()));
      case FINISHED, FAILED, KILLED -> driver;
    };
  }

  private String waits(Entry entry) {
    if (!away.isEmpty()) {
      return away;
    }
    return pending.getOrDefault(DriverSize.of(entry.driver().order()).id(), "");
  }

  private static Driver with(Driver driver, String diagnostics, String logAddress) {
    return new Driver(
        driver.id(),
        driver.order(),
        driver.state(),
        driver.attempt(),
        driver.submitted(),
        driver.started(),
        driver.ended(),
        driver.agent(),
        driver.framework(),
        diagnostics,
        logAddress);
  }
}
