package dev.firesteel.backend.mesos.dispatcher.run;

import dev.firesteel.api.backend.LossReason;
import dev.firesteel.backend.mesos.dispatcher.book.Entry;

/** The backend's sentences, which are of executors, as sentences of drivers. */
final class Wording {
  private static final String LOG = "; the end of its log:\n";

  private Wording() {}

  /** Why an attempt is gone. */
  static LossReason of(Entry entry, LossReason why) {
    String attempt = entry.attempt().value();
    int end = why.diagnostics().indexOf(LOG); // what follows is not the backend's
    String own = end < 0 ? why.diagnostics() : why.diagnostics().substring(0, end);
    String log = why.diagnostics().substring(own.length());
    String text =
        own.replace("Executor " + attempt, "Driver " + entry.id())
            .replace("executor " + attempt, "driver " + entry.id())
            .replaceFirst("its heap of \\d+ MiB", "its heap"); // the backend knows all its memory
    return new LossReason(why.cause(), why.exitCode(), settings(text) + log, why.logAddress());
  }

  /** Why drivers wait. */
  static String waiting(String text) {
    return settings(text)
        .replace("an executor", "a driver")
        .replace("An executor", "A driver")
        .replace("executor of", "driver of")
        .replace("executors of", "drivers of")
        .replace("Executors", "Drivers")
        .replace("executors", "drivers");
  }

  private static String settings(String text) {
    return text.replace("firesteel.executor.memory", "firesteel.driver.memory")
        .replace("firesteel.executor.cores", "firesteel.driver.cores");
  }
}
