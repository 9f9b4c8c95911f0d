package dev.firesteel.backend.yarn.rm;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.security.token.Token;
import org.apache.hadoop.yarn.api.records.ApplicationAttemptId;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.ApplicationSubmissionContext;
import org.apache.hadoop.yarn.api.records.ContainerLaunchContext;
import org.apache.hadoop.yarn.api.records.Resource;
import org.apache.hadoop.yarn.security.AMRMTokenIdentifier;
import org.apache.hadoop.yarn.util.ConverterUtils;
import org.apache.hadoop.yarn.util.Records;

/**
 * An unmanaged application master: no container is started for it, and the ResourceManager's report
 * has its token. The quickest way to a first executor, where users' names are what they say.
 */
public final class UnmanagedRoute implements TokenRoute {
  private static final Duration PAUSE = Duration.ofMillis(20);

  /** For one application. */
  public UnmanagedRoute() {}

  @Override
  public void prepare(ApplicationSubmissionContext context) throws IOException {
    refuseFullNames();
    context.setUnmanagedAM(true);
    context.setResource(Resource.newInstance(0, 0));
    context.setAMContainerSpec(Records.newRecord(ContainerLaunchContext.class));
  }

  /**
   * The ResourceManager gives the token of an unmanaged master to callers only whose full name is
   * the application's user, and that is a short name: with Kerberos nobody's is (3.5.0, {@code
   * RMAppImpl.createAndGetApplicationReport}).
   */
  private static void refuseFullNames() throws IOException {
    UserGroupInformation user = UserGroupInformation.getCurrentUser();
    if (user.hasKerberosCredentials() && !user.getUserName().equals(user.getShortUserName())) {
      throw new FiresteelException(
          ErrorCategory.SECURITY,
          "Cannot open a session on YARN as "
              + user.getUserName()
              + ": a ResourceManager with Kerberos gives no token to an unmanaged application"
              + " master (leave out firesteel.yarn.client-master)");
    }
  }

  /** The attempt is launched when the report has its token. */
  @Override
  public Optional<Token<AMRMTokenIdentifier>> look(ApplicationReport report) {
    return report.getAMRMToken() == null
        ? Optional.empty()
        : Optional.of(ConverterUtils.convertFromYarn(report.getAMRMToken(), (Text) null));
  }

  @Override
  public Duration pause() {
    return PAUSE;
  }

  @Override
  public String explained(String said) {
    return said;
  }

  @Override
  public void end(ApplicationAttemptId attempt) {
    // nothing runs but the driver
  }

  @Override
  public void close() {
    // nothing was made
  }
}
