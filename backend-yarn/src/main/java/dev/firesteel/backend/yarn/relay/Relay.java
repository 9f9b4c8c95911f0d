package dev.firesteel.backend.yarn.relay;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.backend.yarn.rm.YarnSettings;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.security.token.Token;
import org.apache.hadoop.yarn.security.AMRMTokenIdentifier;

/**
 * The main class of a master's container whose driver is elsewhere: hands the token of its attempt
 * to the driver and stays until its container is ended, since the attempt ends with it. It does not
 * register and listens on no port. It notices nothing: if the driver falls silent, the
 * ResourceManager ends the attempt and this container.
 */
public final class Relay {
  private Relay() {}

  /** Hands over, and stays. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Credentials given = UserGroupInformation.getCurrentUser().getCredentials();
    RelayOrder order = RelayOrder.from(given);
    Configuration conf = YarnSettings.load(Config.of(order.settings()));
    Path directory = new Path(order.directory());
    try (FileSystem files = FileSystem.newInstance(directory.toUri(), conf)) {
      Handover.lay(token(given), files, directory, order.seal());
    }
    new CountDownLatch(1).await();
  }

  private static Token<?> token(Credentials given) {
    return given.getAllTokens().stream()
        .filter(each -> each.getKind().equals(AMRMTokenIdentifier.KIND_NAME))
        .findFirst()
        .orElseThrow(
            () ->
                new FiresteelException(
                    ErrorCategory.CLUSTER,
                    "Cannot hand over a token: the ResourceManager gave none"));
  }
}
