package dev.firesteel.backend.yarn.rm;

import dev.firesteel.api.error.FiresteelException;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.yarn.api.records.ApplicationAttemptId;
import org.apache.hadoop.yarn.exceptions.YarnException;

/** Registers application masters. */
public final class Links {
  private static final Duration QUIET = Duration.ofSeconds(3);

  private Links() {}

  /**
   * Registers an attempt and begins its heartbeats. Waits for the ResourceManager.
   *
   * @param user who has the attempt's token
   * @param insisting for how long the attempt's end is told again while nobody answers
   * @param ending the failure to report when the ResourceManager has ended the attempt, from what
   *     it answered
   */
  public static MasterLink register(
      Configuration conf,
      UserGroupInformation user,
      ApplicationAttemptId attempt,
      MasterAddress address,
      Duration insisting,
      Function<Exception, FiresteelException> ending)
      throws YarnException, IOException {
    Wire wire = new AmrmWire(conf, user, attempt, address, AmrmWire.Limits.of(conf));
    try {
      return new Heartbeats(wire, wire.register(), longestPause(conf), insisting, ending);
    } catch (YarnException | IOException | RuntimeException e) {
      wire.close();
      throw e;
    }
  }

  /** Well below the time after which the ResourceManager gives up a silent attempt. */
  private static Duration longestPause(Configuration conf) {
    Duration third = Patience.expiry(conf).dividedBy(3);
    return third.compareTo(QUIET) < 0 ? third : QUIET;
  }
}
