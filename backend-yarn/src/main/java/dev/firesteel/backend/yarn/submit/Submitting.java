package dev.firesteel.backend.yarn.submit;

import dev.firesteel.api.backend.SubmissionClient;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.DriverKeys;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.backend.yarn.rm.RmErrors;
import dev.firesteel.backend.yarn.rm.Submission;
import java.io.IOException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.yarn.api.protocolrecords.GetNewApplicationResponse;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationSubmissionContext;
import org.apache.hadoop.yarn.api.records.Resource;
import org.apache.hadoop.yarn.exceptions.YarnException;

/** Submits drivers that run in containers. */
final class Submitting {
  private static final String WHAT = "submit to YARN";

  private final Configuration conf;
  private final String user;
  private final ResourceManager manager;
  private final Preparation preparation;

  Submitting(Configuration conf, String user, ResourceManager manager, Preparation preparation) {
    this.conf = conf;
    this.user = user;
    this.manager = manager;
    this.preparation = preparation;
  }

  ApplicationId submit(SubmissionClient.Submission submission) {
    if (submission.config().get(DriverKeys.SUPERVISE)) {
      throw new FiresteelException(
          ErrorCategory.CONFIGURATION,
          "Cannot use --supervise: YARN starts no driver again for ever (--conf "
              + SubmitKeys.MAX_ATTEMPTS
              + "=N says how often one is started)");
    }
    try {
      GetNewApplicationResponse fresh = manager.create();
      DriverContainer container = new DriverContainer(submission);
      requireFit(container.size(), fresh.getMaximumResourceCapability());
      ApplicationId id = fresh.getApplicationId();
      PreparedDriver prepared = prepare(id, submission.config());
      manager.submit(context(id, submission, container, prepared));
      return id;
    } catch (YarnException | IOException e) {
      throw RmErrors.of(WHAT, conf, e);
    }
  }

  private PreparedDriver prepare(ApplicationId id, Config config) {
    try {
      return preparation.prepare(id, config);
    } catch (IOException e) {
      throw new FiresteelException(
          ErrorCategory.INPUT_OUTPUT, "Cannot " + WHAT + ": " + e.getMessage(), e);
    }
  }

  private ApplicationSubmissionContext context(
      ApplicationId id,
      SubmissionClient.Submission submission,
      DriverContainer container,
      PreparedDriver prepared) {
    Config config = submission.config();
    ApplicationSubmissionContext context = Submission.of(id, submission.name(), config);
    Submission.beginIn(context, container.size(), config.get(SubmitKeys.MASTER_NODE_LABEL));
    context.setKeepContainersAcrossApplicationAttempts(false);
    if (config.get(SubmitKeys.MAX_ATTEMPTS) > 0) {
      context.setMaxAppAttempts(config.get(SubmitKeys.MAX_ATTEMPTS));
    }
    if (!config.get(SubmitKeys.ATTEMPTS_VALIDITY).isZero()) {
      context.setAttemptFailuresValidityInterval(
          config.get(SubmitKeys.ATTEMPTS_VALIDITY).toMillis());
    }
    context.setAMContainerSpec(
        container.launch(prepared, ProgramSettings.of(submission, conf), environment()));
    return context;
  }

  /** Where users prove who they are, the tokens say it. */
  private Map<String, String> environment() {
    return UserGroupInformation.isSecurityEnabled() ? Map.of() : Map.of("HADOOP_USER_NAME", user);
  }

  private static void requireFit(Resource driver, Resource largest) {
    if (driver.getMemorySize() > largest.getMemorySize()) {
      throw tooLarge(
          driver.getMemorySize() + " MiB",
          largest.getMemorySize() + " MiB",
          "lower firesteel.driver.memory or firesteel.driver.memory-overhead");
    }
    if (driver.getVirtualCores() > largest.getVirtualCores()) {
      throw tooLarge(
          driver.getVirtualCores() + " cores",
          Integer.toString(largest.getVirtualCores()),
          "lower firesteel.driver.cores");
    }
  }

  private static FiresteelException tooLarge(String asked, String most, String advice) {
    return new FiresteelException(
        ErrorCategory.CONFIGURATION,
        "Cannot "
            + WHAT
            + ": the driver's container needs "
            + asked
            + " and the cluster's largest has "
            + most
            + " ("
            + advice
            + ", or raise yarn.scheduler.maximum-allocation-mb or -vcores)");
  }
}
