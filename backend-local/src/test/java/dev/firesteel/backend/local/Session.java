package dev.firesteel.backend.local;

import dev.firesteel.api.backend.BackendContext;
import dev.firesteel.api.backend.ClusterBackend;
import dev.firesteel.api.backend.DemandSnapshot;
import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.backend.ExecutorProgram;
import dev.firesteel.api.backend.FinalStatus;
import dev.firesteel.api.backend.InProcessExecutors;
import dev.firesteel.api.backend.LossReason;
import dev.firesteel.api.backend.MasterUrl;
import dev.firesteel.api.backend.Offer;
import dev.firesteel.api.backend.ProfileDemand;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.id.ApplicationId;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.resource.ResourceProfile;
import dev.firesteel.api.resource.Resources;
import dev.firesteel.backend.tck.Heard;
import dev.firesteel.backend.tck.RecordedEvents;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;

/** A core of one executor at a time, for tests of {@code local-cluster[1,1,64]}. */
final class Session implements BackendContext, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  final RecordedEvents events = new RecordedEvents();
  final ResourceProfile profile =
      ResourceProfile.ofExecutor(new ProfileId("p"), Resources.of(1, 64));
  final ClusterBackend backend;
  private final Config config;
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private int executors;

  Session(Config config) {
    this.config = config;
    backend = new LocalBackendProvider().open(this);
    backend.start(events, Optional.empty());
    ProfileDemand one = ProfileDemand.of(profile, 1);
    backend.declare(new DemandSnapshot(1, List.of(one), new TreeSet<>()));
  }

  /** Launches {@link Child} on the next offer. */
  ExecutorId launch(String... arguments) {
    return launch(new TreeMap<>(), arguments);
  }

  ExecutorId launch(TreeMap<String, String> environment, String... arguments) {
    Offer offer = next(Heard.Offered.class).offers().get(0);
    ExecutorId id = new ExecutorId("e/" + ++executors);
    List<Path> classPath =
        Stream.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
            .map(Path::of)
            .toList();
    ExecutorProgram program = new ExecutorProgram(Child.class.getName(), classPath, List.of());
    backend.launch(
        offer.id(),
        List.of(new ExecutorLaunch(id, profile, program, Arrays.asList(arguments), environment)));
    return id;
  }

  private <T extends Heard> T next(Class<T> kind) {
    return events
        .await(
            PATIENCE,
            all ->
                all.stream().filter(kind::isInstance).map(kind::cast).skip(executors).findFirst())
        .orElseThrow(() -> new AssertionError("No next " + kind + "; " + events.transcript()));
  }

  LossReason lost(ExecutorId id) {
    return events
        .await(
            PATIENCE,
            all ->
                all.stream()
                    .filter(h -> h instanceof Heard.Lost l && l.executor().equals(id))
                    .map(h -> ((Heard.Lost) h).reason())
                    .findFirst())
        .orElseThrow(() -> new AssertionError(id + " was not lost; " + events.transcript()));
  }

  @Override
  public ApplicationId application() {
    return new ApplicationId("app/1");
  }

  @Override
  public String applicationName() {
    return "test";
  }

  @Override
  public MasterUrl master() {
    return new MasterUrl("local-cluster[1,1,64]");
  }

  @Override
  public Config config() {
    return config;
  }

  @Override
  public InProcessExecutors inProcess() {
    throw new IllegalStateException("local-cluster runs nothing in this JVM");
  }

  @Override
  public ScheduledExecutorService timer() {
    return timer;
  }

  @Override
  public void close() {
    backend.stop(FinalStatus.SUCCEEDED, "").toCompletableFuture().join();
    timer.shutdownNow();
  }
}
