package dev.firesteel.backend.yarn.rm;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.io.hadoop.security.SecurityFailure;
import dev.firesteel.io.storage.StorageException;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.conf.YarnConfiguration;

/** Failures to become an application master, in words. */
public final class RmErrors {
  private static final String NOWHERE = "0.0.0.0";
  private static final String UNNAMED =
      "no ResourceManager is configured (set HADOOP_CONF_DIR to the directory with the cluster's"
          + " yarn-site.xml)";

  private RmErrors() {}

  /**
   * Why the ResourceManager cannot be used.
   *
   * @param what could not be done, such as {@code open a session on YARN}
   */
  public static FiresteelException of(String what, Configuration conf, Exception e) {
    String text = Silence.text(e);
    Optional<StorageException> unproved = SecurityFailure.explained(asIo(e));
    if (unproved.isPresent()) {
      String why = String.valueOf(unproved.get().getMessage());
      return failure(ErrorCategory.SECURITY, what, "at the ResourceManager, " + why, e);
    }
    if (text.contains("AccessControlException") || mentions(e, "AccessControlException")) {
      return failure(
          ErrorCategory.SECURITY,
          what,
          text + " (use another queue, firesteel.yarn.queue, or ask its operator)",
          e);
    }
    if (Silence.isOne(e)) {
      return isNamed(conf)
          ? failure(ErrorCategory.CLUSTER, what, unreachable(conf, text), e)
          : failure(ErrorCategory.CONFIGURATION, what, UNNAMED, e);
    }
    return refused(what, text, e);
  }

  private static IOException asIo(Exception e) {
    return e instanceof IOException known ? known : new IOException(e);
  }

  /** The ResourceManager has said no. */
  static FiresteelException refused(String what, String said, Exception e) {
    String why = once(said);
    if (why.contains("unknown queue")
        || why.contains("non-leaf queue")
        || (why.contains("queue") && why.contains("does not exist"))) {
      return failure(ErrorCategory.CONFIGURATION, what, why + " (correct firesteel.yarn.queue)", e);
    }
    return failure(ErrorCategory.CLUSTER, what, "the ResourceManager refuses it: " + why, e);
  }

  /** Hadoop's client and the ResourceManager say who is refused, and the latter says it twice. */
  private static String once(String said) {
    return said.strip()
        .replaceFirst("^Failed to submit \\S+ to YARN : ", "")
        .replaceFirst("^(Application .+)\\1", "$1");
  }

  /** YARN takes an application, but not what it asks for. */
  static FiresteelException refusedAsks(String application, Exception answer) {
    String said = Silence.text(answer);
    String begin = "YARN refuses what " + application + " asks for: " + said;
    boolean label =
        mentions(answer, "InvalidLabelResourceRequestException") || said.contains("node label");
    return label
        ? new FiresteelException(
            ErrorCategory.CONFIGURATION, begin + " (correct firesteel.yarn.node-label)", answer)
        : new FiresteelException(
            ErrorCategory.CLUSTER,
            begin + " (compare firesteel.executor.* with what the cluster allows)",
            answer);
  }

  /** Whether an answer to a heartbeat says that there is no such attempt any more. */
  static boolean isOver(Exception answer) {
    return mentions(answer, "ApplicationAttemptNotFoundException")
        || mentions(answer, "InvalidToken");
  }

  private static boolean mentions(Exception e, String type) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause.toString().contains(type)) {
        return true;
      }
    }
    return false;
  }

  /** Whether settings say where the ResourceManager is; Hadoop's own default is everywhere. */
  private static boolean isNamed(Configuration conf) {
    return conf.getBoolean(YarnConfiguration.RM_HA_ENABLED, false)
        || !conf.get(YarnConfiguration.RM_HOSTNAME, NOWHERE).equals(NOWHERE)
        || !conf.get(YarnConfiguration.RM_ADDRESS, NOWHERE).contains(NOWHERE);
  }

  private static String unreachable(Configuration conf, String text) {
    return "the ResourceManager at "
        + conf.get(YarnConfiguration.RM_ADDRESS, "the ResourceManager")
        + " does not answer (check that it runs, and the address in yarn-site.xml): "
        + text;
  }

  private static FiresteelException failure(
      ErrorCategory category, String what, String why, Exception e) {
    return new FiresteelException(category, "Cannot " + what + ": " + why, e);
  }
}
