package dev.firesteel.backend.mesos;

import dev.firesteel.backend.mesos.launch.Sandbox;
import dev.firesteel.backend.mesos.launch.SandboxLogs;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Logs whose reader, which has threads, is made when the first is read. */
final class LogsOnDemand implements SandboxLogs {
  private final Supplier<SandboxLogs> make;
  private @Nullable SandboxLogs made; // guarded by this

  LogsOnDemand(Supplier<SandboxLogs> make) {
    this.make = make;
  }

  private synchronized SandboxLogs logs() {
    if (made == null) {
      made = make.get();
    }
    return made;
  }

  @Override
  public String tail(Sandbox sandbox) {
    return logs().tail(sandbox);
  }

  @Override
  public String address(Sandbox sandbox) {
    return logs().address(sandbox);
  }
}
