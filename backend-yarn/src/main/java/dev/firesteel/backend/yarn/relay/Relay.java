package dev.firesteel.backend.yarn.relay;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.backend.yarn.rm.YarnSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.security.token.Token;
import org.apache.hadoop.yarn.security.AMRMTokenIdentifier;

/**
 * The main class of a master's container whose driver is elsewhere: hands the token of its attempt
 * to the driver and stays until its container is ended, since the attempt ends with it. It does not
 * register, listens on no port and asks nobody: if the driver falls silent, the ResourceManager
 * ends the attempt and this container. A process whose NodeManager was killed is forgotten by all;
 * it ends when the next NodeManager of its node has removed its directory.
 */
public final class Relay {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

  private Relay() {}

  /** Hands over, and stays. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Credentials given = UserGroupInformation.getCurrentUser().getCredentials();
    RelayOrder order = RelayOrder.from(given);
    Configuration conf = YarnSettings.load(Config.of(order.settings()));
    var directory = new org.apache.hadoop.fs.Path(order.directory());
    try (FileSystem files = FileSystem.newInstance(directory.toUri(), conf)) {
      Handover.lay(token(given), files, directory, order.seal());
    }
    awaitEnd(Path.of("").toAbsolutePath());
  }

  private static void awaitEnd(Path container) throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    boolean ended = false;
    while (!ended) {
      ended = never.await(LOOK_EVERY.toSeconds(), TimeUnit.SECONDS) || !Files.exists(container);
    }
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
