package dev.firesteel.backend.yarn.rm;

import dev.firesteel.api.backend.FinalStatus;
import dev.firesteel.api.backend.LaunchedMain;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.backend.yarn.YarnKeys;
import dev.firesteel.backend.yarn.pending.Admission;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.security.token.Token;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.ApplicationSubmissionContext;
import org.apache.hadoop.yarn.api.records.ContainerLaunchContext;
import org.apache.hadoop.yarn.api.records.Resource;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.apache.hadoop.yarn.security.AMRMTokenIdentifier;
import org.apache.hadoop.yarn.util.ConverterUtils;
import org.apache.hadoop.yarn.util.Records;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Client mode: the driver submits an application without a container for its master, and is the
 * master itself.
 */
public final class UnmanagedMaster implements Mastership {
  private static final Logger LOG = LogManager.getLogger(UnmanagedMaster.class);
  private static final String WHAT = "open a session on YARN";
  private static final Duration POLL = Duration.ofMillis(20);
  private static final Duration TELL_EVERY = Duration.ofSeconds(10);

  /** So long is the launcher's word on the end waited for. */
  private static final Duration LAST_WORD = Duration.ofMinutes(1);

  private final Supplier<Configuration> settings;
  private final Config config;
  private final String name;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private @Nullable Thread opener; // guarded by lock
  private boolean closed; // guarded by lock
  private volatile @Nullable YarnClient client;
  private volatile @Nullable ApplicationId application;
  private volatile @Nullable MasterLink link;
  private volatile String page = "";

  /**
   * Not submitted yet.
   *
   * @param settings Hadoop's settings; asked when they are needed
   * @param name the application's name, for people
   */
  public UnmanagedMaster(Supplier<Configuration> settings, Config config, String name) {
    this.settings = settings;
    this.config = config;
    this.name = name;
  }

  @Override
  public MasterLink open() {
    if (!enter()) {
      throw new FiresteelException(ErrorCategory.CANCELLED, "Cannot " + WHAT + ": it was stopped");
    }
    try {
      MasterLink opened = submitAndRegister();
      link = opened;
      return opened;
    } finally {
      leave();
    }
  }

  private MasterLink submitAndRegister() {
    Configuration conf = settings.get();
    try {
      refuseFullNames();
      YarnClient yarn = YarnClient.createYarnClient();
      client = yarn;
      yarn.init(conf);
      yarn.start();
      ApplicationSubmissionContext context =
          Submission.of(
              Patience.of(conf)
                  .ask(yarn::createApplication)
                  .getNewApplicationResponse()
                  .getApplicationId(),
              name,
              config);
      context.setUnmanagedAM(true);
      context.setMaxAppAttempts(1);
      context.setResource(Resource.newInstance(0, 0));
      context.setAMContainerSpec(Records.newRecord(ContainerLaunchContext.class));
      application = context.getApplicationId();
      yarn.submitApplication(context);
      ApplicationReport report = awaitToken(yarn, context.getApplicationId());
      String told = report.getTrackingUrl();
      page = told == null || told.equals("N/A") ? "" : told;
      Token<AMRMTokenIdentifier> token =
          ConverterUtils.convertFromYarn(report.getAMRMToken(), (org.apache.hadoop.io.Text) null);
      UserGroupInformation user =
          UserGroupInformation.createRemoteUser(
              UserGroupInformation.getCurrentUser().getShortUserName());
      user.addToken(token);
      return Links.register(
          conf,
          user,
          report.getCurrentApplicationAttemptId(),
          new MasterAddress(
              InetAddress.getLocalHost().getHostName(), -1, "", config.get(YarnKeys.NODE_LABEL)),
          this::ended);
    } catch (YarnException | IOException e) {
      ApplicationReport report = lastReport();
      throw report != null && isOver(report)
          ? RmErrors.refused(WHAT, String.valueOf(report.getDiagnostics()), e)
          : RmErrors.of(WHAT, conf, e);
    }
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
          "Cannot "
              + WHAT
              + " in client mode as "
              + user.getUserName()
              + ": a ResourceManager with Kerberos gives no token to an application master outside"
              + " of the cluster (submit with --deploy-mode cluster)");
    }
  }

  /** The attempt is launched when the report has its token. */
  private ApplicationReport awaitToken(YarnClient yarn, ApplicationId id)
      throws YarnException, IOException {
    long told = System.nanoTime();
    while (true) {
      ApplicationReport report = yarn.getApplicationReport(id);
      if (report.getAMRMToken() != null) {
        return report;
      }
      if (isOver(report)) {
        throw new YarnException(String.valueOf(report.getDiagnostics()));
      }
      if (System.nanoTime() - told > TELL_EVERY.toNanos()) {
        told = System.nanoTime();
        Admission.of(
                report.getQueue(),
                report.getYarnApplicationState(),
                String.valueOf(report.getDiagnostics()))
            .ifPresent(why -> LOG.warn("{}: {}", id, why.detail()));
      }
      pause();
    }
  }

  private void pause() throws InterruptedIOException {
    lock.lock();
    try {
      long left = POLL.toNanos();
      while (left > 0 && !closed) {
        left = changed.awaitNanos(left);
      }
      if (closed) {
        throw new InterruptedIOException("It was stopped while it waited for YARN");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while waiting for YARN");
    } finally {
      lock.unlock();
    }
  }

  private static boolean isOver(ApplicationReport report) {
    return switch (report.getYarnApplicationState()) {
      case FINISHED, FAILED, KILLED -> true;
      default -> false;
    };
  }

  private @Nullable ApplicationReport lastReport() {
    YarnClient yarn = client;
    ApplicationId id = application;
    try {
      return yarn == null || id == null
          ? null
          : Patience.of(yarn.getConfig()).ask(() -> yarn.getApplicationReport(id));
    } catch (YarnException | IOException e) {
      return null;
    }
  }

  /** The ResourceManager does not take heartbeats any more: says why, as far as it knows. */
  private FiresteelException ended(Exception answer) {
    ApplicationReport report = lastReport();
    String id = String.valueOf(application);
    if (report == null) {
      return new FiresteelException(
          ErrorCategory.CLUSTER,
          "YARN does not know "
              + id
              + " any more; it may have been restarted without recovery"
              + " (yarn.resourcemanager.recovery.enabled): "
              + Silence.text(answer),
          answer);
    }
    String why = String.valueOf(report.getDiagnostics()).strip();
    String told = why.isEmpty() ? Silence.text(answer) : why;
    return switch (report.getYarnApplicationState()) {
      case KILLED ->
          new FiresteelException(
              ErrorCategory.CANCELLED, "Application " + id + " was killed: " + told, answer);
      case FAILED, FINISHED ->
          new FiresteelException(
              ErrorCategory.CLUSTER, "YARN has ended application " + id + ": " + told, answer);
      default -> RmErrors.refusedAsks(id, answer);
    };
  }

  /**
   * The client by which it was submitted, which ends with {@link #close}.
   *
   * @throws IllegalStateException if {@link #open} has not returned
   */
  public YarnClient client() {
    YarnClient opened = client;
    if (opened == null) {
      throw new IllegalStateException("There is no client before open");
    }
    return opened;
  }

  @Override
  public String trackingAddress() {
    return page;
  }

  /**
   * Ends the application, with the launcher's word on it where there is one: a main method that the
   * launcher called may throw when its session is closed already, so that the report waits for the
   * end of the JVM, which is near; if it is not, the session's own word is told.
   */
  @Override
  public void close(FinalStatus status, String diagnostics) {
    if (!shut()) {
      return;
    }
    MasterLink opened = link;
    if (opened == null
        || !LaunchedMain.runs()
        || !new LaterReport(() -> report(opened, status, diagnostics)).plan(LAST_WORD)) {
      end(opened, status, diagnostics);
    }
  }

  private void report(MasterLink opened, FinalStatus status, String diagnostics) {
    LaunchedMain.End told =
        LaunchedMain.ended().orElseGet(() -> new LaunchedMain.End(status, diagnostics));
    end(opened, told.status(), told.diagnostics());
  }

  private void end(@Nullable MasterLink opened, FinalStatus status, String diagnostics) {
    YarnClient yarn = client;
    ApplicationId id = application;
    if (opened != null) {
      opened.unregister(status, diagnostics);
    } else if (yarn != null && id != null) {
      try {
        yarn.killApplication(id);
      } catch (YarnException | IOException e) {
        LOG.debug("Could not withdraw {}", id, e);
      }
    }
    if (yarn != null) {
      yarn.stop();
    }
  }

  private boolean enter() {
    lock.lock();
    try {
      opener = Thread.currentThread();
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  private void leave() {
    lock.lock();
    try {
      opener = null;
      boolean unused = Thread.interrupted(); // meant for open alone
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Ends a call of open; false if somebody else has closed. */
  private boolean shut() {
    lock.lock();
    try {
      if (closed) {
        return false;
      }
      closed = true;
      if (opener != null) {
        opener.interrupt();
      }
      while (opener != null) {
        changed.awaitUninterruptibly();
      }
      return true;
    } finally {
      lock.unlock();
    }
  }
}
