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
import dev.firesteel.backend.yarn.rm.MasterLink;
import dev.firesteel.backend.yarn.rm.Mastership;
import dev.firesteel.backend.yarn.rm.Peer;
import dev.firesteel.backend.yarn.rm.Registered;
import dev.firesteel.backend.yarn.staging.StagedProgram;
import dev.firesteel.backend.yarn.staging.Staging;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What YARN does to a session beyond the contract's situations. */
class YarnBackendTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ResourceProfile PROFILE =
      ResourceProfile.ofExecutor(new ProfileId("p"), Resources.of(1, 64));

  private final FakeResourceManager manager = new FakeResourceManager(2, "h1", "h2");
  private final RecordedEvents events = new RecordedEvents();
  private final List<Duration> delays = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService timer =
      new ScheduledThreadPoolExecutor(1) {
        @Override
        public ScheduledFuture<?> schedule(Runnable step, long delay, TimeUnit unit) {
          delays.add(Duration.of(delay, unit.toChronoUnit()));
          return super.schedule(step, delay, unit);
        }
      };
  private final YarnBackend backend =
      new YarnBackend(
          new Parts(
              new Context(timer), manager.mastership(), new FakeRig(manager), System::nanoTime));

  record Context(ScheduledExecutorService timer) implements BackendContext {
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
    String container = manager.given().get(0);
    manager.preempt(container);
    backend.declare(demand(2, 2)); // wakes the heartbeats
    assertThat(await(Heard.Preempting.class, 1).executor()).isEqualTo(executor);
    await(Heard.Offered.class, 2);
    manager.preempt(container); // said again every few seconds, with the same time
    backend.declare(demand(3, 3));
    await(Heard.Offered.class, 3);
    backend.declare(demand(4, 4));
    await(Heard.Offered.class, 4);
    assertThat(events.all(Heard.Preempting.class)).hasSize(1);
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

  /** As in cluster mode, where the registration outlives the session. */
  @Test
  void sessionThatIsStoppedWhileItAttachesLeavesItsPlace() throws Exception {
    LateLink link = new LateLink(manager.mastership().open());
    RecordedEvents heard = new RecordedEvents();
    YarnBackend late =
        new YarnBackend(
            new Parts(new Context(timer), link.lent(), new FakeRig(manager), System::nanoTime));
    late.start(heard, Optional.empty());
    heard.await(
        PATIENCE, all -> all.stream().filter(Heard.Connected.class::isInstance).findFirst());
    late.stop(FinalStatus.SUCCEEDED, "")
        .toCompletableFuture()
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(link.attached).isNull();
    link.unregister(FinalStatus.SUCCEEDED, "");
  }

  /** Attaches only when the session has tried to leave. */
  private static final class LateLink implements MasterLink {
    private final MasterLink real;
    private final CountDownLatch left = new CountDownLatch(1);
    private volatile @Nullable Peer attached;

    LateLink(MasterLink real) {
      this.real = real;
    }

    Mastership lent() {
      return new Mastership() {
        @Override
        public MasterLink open() {
          return LateLink.this;
        }

        @Override
        public String trackingAddress() {
          return "";
        }

        @Override
        public void close(FinalStatus status, String diagnostics) {}
      };
    }

    @Override
    public Registered registered() {
      return real.registered();
    }

    @Override
    public void attach(Peer peer) {
      try {
        assertThat(left.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      attached = peer;
      real.attach(peer);
    }

    @Override
    public void detach(Peer peer) {
      if (attached == peer) {
        attached = null;
      }
      real.detach(peer);
      left.countDown();
    }

    @Override
    public void wake() {
      real.wake();
    }

    @Override
    public void unregister(FinalStatus status, String diagnostics) {
      real.unregister(status, diagnostics);
    }
  }

  @Test
  void stopGivesUpBeforeTheDriverDoes() throws Exception {
    start(1);
    launch();
    backend
        .stop(FinalStatus.SUCCEEDED, "")
        .toCompletableFuture()
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(delays)
        .anyMatch(delay -> delay.toSeconds() > 5)
        .allMatch(delay -> delay.toSeconds() < 15); // it waits for 20 s, then ends the timer
  }

  @Test
  void stopEndsALongUpload() throws Exception {
    Config config = Config.empty();
    LongUpload upload = new LongUpload();
    YarnBackend uploading =
        new YarnBackend(
            new Parts(
                new Context(timer),
                manager.mastership(),
                new ClusterRig(config, new Hadoop(config), () -> upload),
                System::nanoTime));
    uploading.start(events, Optional.empty());
    assertThat(upload.begun.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    uploading
        .stop(FinalStatus.KILLED, "Ctrl-C")
        .toCompletableFuture()
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(manager.farewells()).containsExactly("KILLED Ctrl-C");
    assertThat(events.all()).isEmpty();
  }

  /** Ends with its closing only. */
  private static final class LongUpload implements Staging {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    @Override
    public StagedProgram stage(ExecutorProgram program) {
      throw new IllegalStateException("Nothing is launched");
    }

    @Override
    public void awaitPrepared() throws IOException {
      begun.countDown();
      try {
        closed.await();
      } catch (InterruptedException e) {
        throw new InterruptedIOException("interrupted");
      }
      throw new IOException("Cannot stage files: the application ends");
    }

    @Override
    public void close() {
      closed.countDown();
    }
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
