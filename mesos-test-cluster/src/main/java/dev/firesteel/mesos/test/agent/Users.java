package dev.firesteel.mesos.test.agent;

import java.io.IOException;
import java.nio.file.FileSystems;

/** Which users this machine knows; tasks run as whoever runs the agent. */
final class Users {
  private Users() {}

  static boolean exists(String user) throws IOException {
    if (user.isEmpty() || user.equals(System.getProperty("user.name"))) {
      return true;
    }
    try {
      FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(user);
      return true;
    } catch (java.nio.file.attribute.UserPrincipalNotFoundException e) {
      return false;
    }
  }
}
