package dev.firesteel.backend.yarn.rm;

import java.io.IOException;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.hadoop.security.AccessControlException;
import org.apache.hadoop.security.token.SecretManager.InvalidToken;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.jspecify.annotations.Nullable;

/** Tells failures to get an answer from answers that say no. */
final class Silence {
  private static final int LONGEST = 500;

  private Silence() {}

  /** Whether the ResourceManager has not answered, so that the same again can succeed. */
  static boolean isOne(Exception e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof InvalidToken
          || cause instanceof AccessControlException
          || (cause instanceof RemoteException remote && isNo(remote))) {
        return false;
      }
      if (cause instanceof YarnException && !(cause.getCause() instanceof IOException)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isNo(RemoteException remote) {
    String type = remote.getClassName();
    return type.contains("InvalidToken")
        || type.contains("AccessControlException")
        || type.contains("org.apache.hadoop.yarn.exceptions.");
  }

  /** The failure on one line. */
  static String text(Exception e) {
    @Nullable Throwable told = e;
    while (told.getCause() != null && told.getCause().getMessage() != null) {
      told = told.getCause();
    }
    String message = String.valueOf(told.getMessage());
    String line =
        message.lines().map(String::strip).filter(l -> !l.isEmpty()).findFirst().orElse("");
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
  }
}
