package dev.firesteel.backend.yarn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.backend.BackendContext;
import dev.firesteel.api.backend.DemandSnapshot;
import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.backend.ExecutorProgram;
import dev.firesteel.api.backend.FinalStatus;
import dev.firesteel.api.backend.InProcessExecutors;
import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.MasterUrl;
import dev.firesteel.api.backend.Offer;
import dev.firesteel.api.backend.ProfileDemand;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.id.ApplicationId;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.resource.ResourceProfile;
import dev.firesteel.api.resource.Resources;
import dev.firesteel.backend.tck.Heard;
import dev.firesteel.backend.tck.RecordedEvents;
import dev.firesteel.backend.yarn.FakeClusterContractTest.FakeRig;
import dev.firesteel.backend.yarn.rm.FakeResourceManager;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What YARN does to a session beyond the contract's situations. */
class YarnBackendTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ResourceProfile PROFILE =
      ResourceProfile.ofExecutor(new ProfileId("p"), Resources.of(1, 64));

  private final FakeResourceManager manager = new FakeResourceManager(2, "h1", "h2");
  private final RecordedEvents events = new RecordedEvents();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final YarnBackend backend =
      new YarnBackend(
          new Parts(
              new Context(timer), manager.mastership(), new FakeRig(manager), System::nanoTime));

  private record Context(ScheduledExecutorService timer) implements BackendContext {
    @Override
    public ApplicationId application() {
      return new ApplicationId("app");
    }

    @Override
    public String applicationName() {
      return "test";
    }

    @Override
    public MasterUrl master() {
      return new MasterUrl("yarn");
    }

    @Override
    public Config config() {
      return Config.empty();
    }

    @Override
    public InProcessExecutors inProcess() {
      throw new IllegalStateException("YARN runs nothing in this JVM");
    }
  }

  /** Waits for its end. */
  static final class Sleeper {
    private Sleeper() {}

    /** Ends with its standard input or after a minute. */
    public static void main(String[] arguments) throws Exception {
      Object never = new Object();
      synchronized (never) {
        never.wait(TimeUnit.MINUTES.toMillis(1));
      }
    }
  }

  @AfterEach
  void end() throws Exception {
    manager.down(false);
    backend
        .stop(FinalStatus.FAILED, "the test is over")
        .toCompletableFuture()
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    timer.shutdownNow();
  }

  @Test
  void killedApplicationFailsWithItsReason() {
    start(1);
    manager.kill();
    Heard.Failed failed = await(Heard.Failed.class, 1);
    assertThat(failed.failure().category()).isEqualTo(ErrorCategory.CANCELLED);
    assertThat(failed.failure().message()).contains("it is not known");
  }

  @Test
  void silentResourceManagerDisturbsNoExecutor() {
    start(2);
    ExecutorId running = launch();
    manager.down(true);
    assertThat(await(Heard.Disconnected.class, 1).why()).contains("Connection refused");
    manager.down(false);
    await(Heard.Connected.class, 2);
    assertThat(events.all(Heard.Lost.class)).isEmpty();
    assertThat(await(Heard.Launched.class, 1).executor()).isEqualTo(running);
  }

  @Test
  void demandDuringSilenceIsToldAfterwards() {
    start(0);
    await(Heard.Connected.class, 1);
    manager.down(true);
    backend.declare(demand(2, 1));
    await(Heard.Disconnected.class, 1);
    manager.down(false);
    await(Heard.Offered.class, 1);
  }

  @Test
  void preemptionIsToldBeforeTheLoss() {
    start(1);
    ExecutorId executor = launch();
    await(Heard.Launched.class, 1);
    manager.preempt(manager.given().get(0));
    backend.declare(demand(2, 2)); // wakes the heartbeats
    assertThat(await(Heard.Preempting.class, 1).executor()).isEqualTo(executor);
  }

  @Test
  void containerThatIsTakenBackBeforeALaunchIsRescinded() {
    start(1);
    Offer offer = await(Heard.Offered.class, 1).offers().get(0);
    manager.takeBack(manager.given().get(0));
    backend.declare(demand(2, 2));
    assertThat(await(Heard.Rescinded.class, 1).offer()).isEqualTo(offer.id());
  }

  @Test
  void containerThatIsGoneBeforeItsStartIsTold() {
    start(1);
    Offer offer = await(Heard.Offered.class, 1).offers().get(0);
    manager.takeBack(manager.given().get(0));
    backend.launch(offer.id(), List.of(launch("e-1")));
    Heard.Lost lost = await(Heard.Lost.class, 1);
    assertThat(lost.reason().cause()) // whoever is heard first
        .isIn(LossCause.LAUNCH_FAILED, LossCause.OFFER_GONE, LossCause.HOST_LOST);
    await(Heard.Offered.class, 2);
  }

  @Test
  void finalStatusAndDiagnosticsAreTold() throws Exception {
    start(1);
    launch();
    await(Heard.Launched.class, 1);
    backend
        .stop(FinalStatus.FAILED, "the job failed")
        .toCompletableFuture()
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(manager.farewells()).containsExactly("FAILED the job failed");
    assertThat(manager.given()).isEmpty();
    assertThat(manager.asks()).isEmpty();
  }

  @Test
  void stopBeforeAnythingElseCompletes() throws Exception {
    backend
        .stop(FinalStatus.SUCCEEDED, "")
        .toCompletableFuture()
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(events.all()).isEmpty();
  }

  private void start(int executors) {
    backend.start(events, Optional.empty());
    backend.declare(demand(1, executors));
  }

  private static DemandSnapshot demand(long generation, int executors) {
    return new DemandSnapshot(
        generation, List.of(ProfileDemand.of(PROFILE, executors)), new TreeSet<>());
  }

  private ExecutorId launch() {
    Offer offer = await(Heard.Offered.class, 1).offers().get(0);
    backend.launch(offer.id(), List.of(launch("e-1")));
    await(Heard.Launched.class, 1);
    return new ExecutorId("e-1");
  }

  private static ExecutorLaunch launch(String id) {
    List<Path> classPath =
        Stream.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
            .map(Path::of)
            .toList();
    return new ExecutorLaunch(
        new ExecutorId(id),
        PROFILE,
        new ExecutorProgram(Sleeper.class.getName(), classPath, List.of()),
        List.of(),
        new TreeMap<>());
  }

  private <T extends Heard> T await(Class<T> kind, int number) {
    return events
        .await(
            PATIENCE,
            all ->
                all.stream().filter(kind::isInstance).map(kind::cast).skip(number - 1).findFirst())
        .orElseThrow(() -> new AssertionError("No " + kind + "; " + events.transcript()));
  }
}
