package dev.firesteel.backend.yarn.rm;

import dev.firesteel.api.backend.FinalStatus;
import dev.firesteel.api.backend.LaunchedMain;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.DriverHost;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.backend.yarn.YarnKeys;
import dev.firesteel.backend.yarn.pending.Admission;
import dev.firesteel.io.storage.StorageException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.security.token.Token;
import org.apache.hadoop.yarn.api.records.ApplicationAttemptId;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.ApplicationSubmissionContext;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.apache.hadoop.yarn.security.AMRMTokenIdentifier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Client mode: the driver submits an application and is its master itself, by the attempt's token,
 * see {@link TokenRoute}.
 */
public final class ClientMaster implements Mastership {
  private static final Logger LOG = LogManager.getLogger(ClientMaster.class);
  private static final String WHAT = "open a session on YARN";
  private static final Duration FINAL_POLL = Duration.ofMillis(100);
  private static final Duration LATEST = Duration.ofSeconds(5);
  private static final Duration TELL_EVERY = Duration.ofSeconds(10);

  /** So long is the launcher's word on the end waited for. */
  private static final Duration LAST_WORD = Duration.ofMinutes(1);

  private final Supplier<Configuration> settings;
  private final Config config;
  private final String name;
  private final Function<Configuration, TokenRoute> routes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private @Nullable Thread opener; // guarded by lock
  private boolean closed; // guarded by lock
  private volatile @Nullable YarnClient client;
  private volatile @Nullable ApplicationId application;
  private volatile @Nullable TokenRoute route;
  private volatile @Nullable ApplicationAttemptId attempt;
  private volatile @Nullable MasterLink link;
  private volatile String page = "";

  /**
   * Not submitted yet.
   *
   * @param settings Hadoop's settings; asked when they are needed
   * @param name the application's name, for people
   * @param routes the way to the token, with Hadoop's settings; asked once, when the user is known
   */
  public ClientMaster(
      Supplier<Configuration> settings,
      Config config,
      String name,
      Function<Configuration, TokenRoute> routes) {
    this.settings = settings;
    this.config = config;
    this.name = name;
    this.routes = routes;
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
    TokenRoute way = routes.apply(conf);
    route = way;
    try {
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
      context.setMaxAppAttempts(1); // so the attempt's number is 1
      way.prepare(context);
      application = context.getApplicationId();
      yarn.submitApplication(context);
      Token<AMRMTokenIdentifier> token = awaitToken(yarn, way, context.getApplicationId());
      way.close(); // nothing of it is needed any more
      ApplicationAttemptId own = ApplicationAttemptId.newInstance(context.getApplicationId(), 1);
      attempt = own;
      UserGroupInformation user =
          UserGroupInformation.createRemoteUser(
              UserGroupInformation.getCurrentUser().getShortUserName());
      user.addToken(token);
      return Links.register(
          conf,
          user,
          own,
          new MasterAddress(ownHost(), -1, "", config.get(YarnKeys.NODE_LABEL)),
          Duration.ZERO,
          this::ended);
    } catch (StorageException e) {
      throw new FiresteelException(e.category(), String.valueOf(e.getMessage()), e);
    } catch (YarnException | IOException e) {
      throw refused(way, conf, e);
    }
  }

  /** For people only; a machine whose name nobody knows has an address. */
  private String ownHost() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return DriverHost.of(config).advertised();
    }
  }

  private FiresteelException refused(TokenRoute way, Configuration conf, Exception e) {
    ApplicationReport report = lastReport();
    if (report == null || !isOver(report)) {
      return RmErrors.of(WHAT, conf, e);
    }
    String said = String.valueOf(report.getDiagnostics());
    String why = way.explained(said);
    return why.equals(said)
        ? RmErrors.refused(WHAT, said, e)
        : new FiresteelException(ErrorCategory.CLUSTER, "Cannot " + WHAT + ": " + why, e);
  }

  private Token<AMRMTokenIdentifier> awaitToken(YarnClient yarn, TokenRoute way, ApplicationId id)
      throws YarnException, IOException {
    long told = System.nanoTime();
    Patience patience = Patience.of(yarn.getConfig());
    while (true) {
      ApplicationReport report = patience.ask(() -> yarn.getApplicationReport(id));
      Optional<Token<AMRMTokenIdentifier>> token = way.look(report);
      if (token.isPresent()) {
        String address = report.getTrackingUrl();
        page = address == null || address.equals("N/A") ? "" : address;
        return token.get();
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
      pause(way.pause());
    }
  }

  private void pause(Duration time) throws InterruptedIOException {
    lock.lock();
    try {
      long left = time.toNanos();
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

  /** The attempt ends a moment before its application. */
  private @Nullable ApplicationReport finalReport() {
    long start = System.nanoTime();
    ApplicationReport report = lastReport();
    try {
      while (report != null && !isOver(report) && System.nanoTime() - start < LATEST.toNanos()) {
        pause(FINAL_POLL);
        report = lastReport();
      }
    } catch (InterruptedIOException e) {
      LOG.debug("Stopped while {} ended", application, e);
    }
    return report;
  }

  /** The ResourceManager does not take heartbeats any more: says why, as far as it knows. */
  private FiresteelException ended(Exception answer) {
    ApplicationReport report = RmErrors.isOver(answer) ? finalReport() : lastReport();
    TokenRoute way = route;
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
    String said = String.valueOf(report.getDiagnostics()).strip();
    String why = way == null ? said : way.explained(said);
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
   * @throws IllegalStateException if {@link #open} has not begun to use it
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
    TokenRoute way = route;
    ApplicationAttemptId own = attempt;
    if (opened != null) {
      opened.unregister(status, diagnostics);
      if (way != null && own != null) {
        way.end(own);
      }
    } else if (yarn != null && id != null) {
      try {
        Patience.of(yarn.getConfig()).insist(() -> yarn.killApplication(id));
      } catch (YarnException | IOException e) {
        LOG.debug("Could not withdraw {}", id, e);
      }
    }
    if (way != null) {
      way.close();
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
