package dev.firesteel.backend.yarn.submit;

import dev.firesteel.api.backend.SubmissionClient;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.backend.yarn.rm.YarnSettings;
import java.io.IOException;
import java.time.Clock;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.UserGroupInformation;

/** Opens clients of YARN for applications as a whole. */
public final class Submissions {
  private Submissions() {}

  /**
   * A client of the cluster that Hadoop's settings name; does not connect yet.
   *
   * @throws FiresteelException if a file of Hadoop's settings is malformed, or the user cannot be
   *     found out
   */
  public static SubmissionClient open(Config config) {
    Configuration conf = YarnSettings.load(config);
    String user = user();
    Clock clock = Clock.systemUTC();
    ResourceManager manager = new YarnResourceManager(conf);
    return new YarnSubmissionClient(
        conf,
        user,
        manager,
        new Submitting(conf, user, manager, new ClusterPreparation(conf, clock)),
        new Reports(clock::millis),
        new Logs(conf, manager, new NodeLogs(user), new AggregatedLogs(conf)));
  }

  private static String user() {
    try {
      return UserGroupInformation.getCurrentUser().getShortUserName();
    } catch (IOException e) {
      throw new FiresteelException(
          ErrorCategory.SECURITY, "Cannot find out Hadoop's user: " + e.getMessage(), e);
    }
  }
}
