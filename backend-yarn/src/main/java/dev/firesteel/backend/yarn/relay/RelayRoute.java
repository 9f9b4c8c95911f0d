package dev.firesteel.backend.yarn.relay;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.backend.yarn.rm.Submission;
import dev.firesteel.backend.yarn.rm.TokenRoute;
import dev.firesteel.backend.yarn.staging.OwnFiles;
import dev.firesteel.backend.yarn.staging.Staging;
import dev.firesteel.backend.yarn.submit.SubmitKeys;
import dev.firesteel.io.hadoop.HadoopSettings;
import dev.firesteel.io.storage.HadoopKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.token.Token;
import org.apache.hadoop.yarn.api.records.ApplicationAttemptId;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.ApplicationSubmissionContext;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.apache.hadoop.yarn.security.AMRMTokenIdentifier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/** A managed master that hands its token to the driver through a file, see {@link Relay}. */
public final class RelayRoute implements TokenRoute {
  private static final Logger LOG = LogManager.getLogger(RelayRoute.class);
  private static final Duration SHORTEST = Duration.ofMillis(50);
  private static final Duration LONGEST = Duration.ofSeconds(1);

  /** Who has waited for long is asked less often: every tenth of the time so far. */
  private static final int SLOWING = 10;

  private final Config config;
  private final SortedMap<String, String> settings;
  private final RelayCluster cluster;
  private final RelaySize size;
  private final LongSupplier nanos;
  private final Seal seal = Seal.fresh();
  private final long begun;
  private final AtomicBoolean taken = new AtomicBoolean();
  private volatile @Nullable OwnFiles own;
  private volatile RelayPlace place = RelayPlace.UNKNOWN;
  private boolean placed;
  private long placedAt;

  /**
   * For tests too.
   *
   * @param settings Hadoop's settings of the driver
   * @param nanos a clock in nanoseconds
   */
  RelayRoute(
      Config config, SortedMap<String, String> settings, RelayCluster cluster, LongSupplier nanos) {
    this.config = config;
    this.settings = settings;
    this.cluster = cluster;
    this.size = RelaySize.of(config);
    this.nanos = nanos;
    this.begun = nanos.getAsLong();
  }

  /**
   * For one application.
   *
   * @param conf Hadoop's settings
   * @param staging brings the runtime to the cluster
   * @param classPath that of executors, which are started from the same files; or nothing
   * @param yarn the client by which the application is submitted
   */
  public static RelayRoute of(
      Config config,
      Configuration conf,
      Staging staging,
      List<Path> classPath,
      Supplier<YarnClient> yarn) {
    SortedMap<String, String> settings = new TreeMap<>();
    HadoopSettings.differences(conf).entrySet().stream()
        .filter(each -> !each.getKey().startsWith("firesteel."))
        .forEach(each -> settings.put(HadoopKeys.PREFIX + each.getKey(), each.getValue()));
    return new RelayRoute(
        config,
        settings,
        new RealCluster(config, conf, staging, classPath, yarn),
        System::nanoTime);
  }

  @Override
  public void prepare(ApplicationSubmissionContext context) throws IOException {
    OwnFiles directory = cluster.directory(context.getApplicationId());
    own = directory;
    context.setAMContainerSpec(
        cluster.container(new RelayOrder(directory.directory().toString(), seal, settings)));
    Submission.beginIn(context, size.container(), config.get(SubmitKeys.MASTER_NODE_LABEL));
  }

  @Override
  public Optional<Token<AMRMTokenIdentifier>> look(ApplicationReport report) throws IOException {
    OwnFiles directory = own;
    if (directory == null) {
      throw new IllegalStateException("Nothing was prepared");
    }
    taken.set(true);
    Optional<Token<AMRMTokenIdentifier>> token = Handover.take(directory, seal);
    if (token.isEmpty()) {
      notePlace(report);
      refuseToWaitOn();
    }
    return token;
  }

  private void notePlace(ApplicationReport report) throws IOException {
    boolean has =
        report.getApplicationResourceUsageReport() != null
            && report.getApplicationResourceUsageReport().getNumUsedContainers() > 0;
    if (has && !placed) {
      placed = true;
      placedAt = nanos.getAsLong();
    }
    if (has && place.equals(RelayPlace.UNKNOWN)) {
      place = place(report.getCurrentApplicationAttemptId());
    }
  }

  /** A relay that ends at once has no container any more; why it ended, the next report says. */
  private RelayPlace place(ApplicationAttemptId attempt) throws IOException {
    try {
      return cluster.place(attempt).orElse(RelayPlace.UNKNOWN);
    } catch (YarnException e) {
      LOG.debug("The ResourceManager does not tell where {} runs", attempt, e);
      return RelayPlace.UNKNOWN;
    }
  }

  private void refuseToWaitOn() {
    Duration wait = config.get(RelayKeys.WAIT);
    if (placed && nanos.getAsLong() - placedAt > wait.toNanos()) {
      throw new FiresteelException(
          ErrorCategory.CLUSTER,
          "Cannot open a session on YARN: the relay of the driver on "
              + place.host()
              + " has not handed over its token within "
              + wait.toSeconds()
              + " s (look at its log"
              + (place.log().isEmpty() ? "" : ", " + place.log())
              + ", or raise "
              + RelayKeys.WAIT.name()
              + ")");
    }
  }

  @Override
  public Duration pause() {
    Duration part = Duration.ofNanos((nanos.getAsLong() - begun) / SLOWING);
    return part.compareTo(SHORTEST) < 0 ? SHORTEST : part.compareTo(LONGEST) > 0 ? LONGEST : part;
  }

  @Override
  public String explained(String said) {
    return RelayEnds.explained(said, place, size);
  }

  @Override
  public void end(ApplicationAttemptId attempt) {
    try {
      cluster.end(attempt);
    } catch (YarnException | IOException | RuntimeException e) {
      LOG.debug("Could not end the relay of {}", attempt, e);
    }
  }

  @Override
  public void close() {
    OwnFiles directory = own;
    if (directory != null) {
      directory.close();
      if (!taken.getAndSet(true)) {
        cluster.abandon();
      }
    }
  }
}
