package dev.firesteel.engine;

import dev.firesteel.api.id.ApplicationId;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/** Names applications: by time, so that they sort, and by chance, so that they are unique. */
final class ApplicationIds {
  private ApplicationIds() {}

  static ApplicationId next() {
    String time = Long.toString(System.currentTimeMillis(), 36);
    String chance = Integer.toString(ThreadLocalRandom.current().nextInt(1 << 30), 36);
    return new ApplicationId("firesteel-" + (time + "-" + chance).toLowerCase(Locale.ROOT));
  }
}
