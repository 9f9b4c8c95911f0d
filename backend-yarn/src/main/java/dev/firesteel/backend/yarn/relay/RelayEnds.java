package dev.firesteel.backend.yarn.relay;

import dev.firesteel.backend.yarn.container.EndedContainer;
import dev.firesteel.backend.yarn.container.EndedContainer.MemorySettings;
import dev.firesteel.backend.yarn.container.ExitStatuses;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why a relay is gone, from what the ResourceManager says of its application. */
final class RelayEnds {
  /** As {@code RMAppAttemptImpl} puts it (3.5.0). */
  private static final Pattern EXIT =
      Pattern.compile(
          "AM Container for \\S+ exited with\\s+exitCode: (-?\\d+)\\s+"
              + "Failing this attempt\\.Diagnostics: (.*?)(?=For more detailed output,|\\z)",
          Pattern.DOTALL);

  private RelayEnds() {}

  /** In words if it is known, else as it was said. */
  static String explained(String said, RelayPlace place, RelaySize size) {
    Matcher exit = EXIT.matcher(said);
    if (!exit.find()) {
      return said;
    }
    EndedContainer ended =
        new EndedContainer(
            "The relay of the driver",
            place.host(),
            size.heapMiB(),
            size.containerMiB(),
            MemorySettings.RELAY,
            place.log());
    return ExitStatuses.reason(ended, Integer.parseInt(exit.group(1)), exit.group(2)).diagnostics();
  }
}
