package dev.firesteel.backend.mesos;

import dev.firesteel.backend.mesos.launch.Sandbox;
import dev.firesteel.backend.mesos.launch.SandboxLogs;

/** No log can be read. */
final class NoLogs implements SandboxLogs {
  @Override
  public String tail(Sandbox sandbox) {
    return "";
  }

  @Override
  public String address(Sandbox sandbox) {
    return "";
  }
}
