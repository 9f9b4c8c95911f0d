package dev.firesteel.it.yarn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.dataset.Session;
import dev.firesteel.dataset.SessionBuilder;
import dev.firesteel.dataset.status.DemandStatus;
import dev.firesteel.dataset.status.WaitReason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a ResourceManager refuses or lets wait, and how users hear of it. */
@Timeout(180)
final class RefusalTest {
  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);

  @TempDir private static Path directory;
  private static Yarn yarn;

  @BeforeAll
  static void start() throws Exception {
    yarn = Queues.start(directory);
  }

  @AfterAll
  static void stop() {
    if (yarn != null) {
      yarn.cluster().close();
    }
  }

  private static FiresteelException failure(SessionBuilder builder) {
    return catchThrowableOfType(
        FiresteelException.class,
        () -> {
          try (Session session = builder.open()) {
            session.range(0, 10).count();
          }
        });
  }

  private static void assertRefused(
      SessionBuilder builder, ErrorCategory category, String... parts) {
    FiresteelException failure = failure(builder);
    assertThat(failure).isNotNull();
    assertThat(failure.category()).as(failure.getMessage()).isEqualTo(category);
    for (String part : parts) {
      assertThat(failure.getMessage()).contains(part);
    }
  }

  /** What demand waits for, once that is told with these words. */
  private static void assertWaits(SessionBuilder builder, String... parts) {
    try (Session session = builder.open()) {
      session.parallelize(List.of(1, 2), 2).countAsync();
      long start = System.nanoTime();
      while (reasons(session).stream().noneMatch(why -> tells(why, parts))) {
        if (System.nanoTime() - start > LIMIT_NANOS) {
          throw new AssertionError("Not told: " + List.of(parts) + "; " + session.status().text());
        }
        LockSupport.parkNanos(STEP_NANOS);
      }
    }
  }

  private static boolean tells(String why, String... parts) {
    return Arrays.stream(parts).allMatch(why::contains);
  }

  private static List<String> reasons(Session session) {
    return session.status().demand().stream()
        .map(DemandStatus::reasons)
        .flatMap(List::stream)
        .map(WaitReason::toString)
        .toList();
  }

  @Test
  void anUnknownQueueIsNamed() {
    assertRefused(
        yarn.session().config("firesteel.yarn.queue", "nope"),
        ErrorCategory.CONFIGURATION,
        "nope",
        "firesteel.yarn.queue");
  }

  @Test
  void aQueueOfOthersIsNamed() {
    assertRefused(
        yarn.session().config("firesteel.yarn.queue", "private"),
        ErrorCategory.SECURITY,
        "private",
        "firesteel.yarn.queue");
  }

  @Test
  void aClosedQueueIsNamed() {
    assertRefused(
        yarn.session().config("firesteel.yarn.queue", "closed"),
        ErrorCategory.CLUSTER,
        "closed",
        "STOPPED");
  }

  @Test
  void aLabelThatTheClusterDoesNotKnowIsNamed() {
    assertRefused(
        yarn.session().config("firesteel.yarn.node-label", "nope"),
        ErrorCategory.CONFIGURATION,
        "nope",
        "firesteel.yarn.node-label");
  }

  @Test
  void aResourceManagerThatIsNotThereIsToldWithItsAddress() {
    assertRefused(
        yarn.session().config("firesteel.hadoop.yarn.resourcemanager.address", "127.0.0.1:1"),
        ErrorCategory.CLUSTER,
        "127.0.0.1:1",
        "does not answer");
  }

  @Test
  void settingsWithoutAResourceManagerAreTold(@TempDir Path empty) throws Exception {
    Files.copy(
        yarn.cluster().configDirectory().resolve("core-site.xml"), empty.resolve("core-site.xml"));
    assertRefused(
        yarn.session().config("firesteel.io.hadoop-conf-dir", empty.toString()),
        ErrorCategory.CONFIGURATION,
        "no ResourceManager is configured",
        "HADOOP_CONF_DIR");
  }

  @Test
  void aFileSystemThatIsNotThereIsToldWithItsAddress() {
    assertRefused(
        yarn.session().config("firesteel.hadoop.fs.defaultFS", "hdfs://127.0.0.1:1"),
        ErrorCategory.TRANSIENT,
        "hdfs://127.0.0.1:1",
        "refuses connections");
  }

  @Test
  void moreThanAnyContainerMayHaveIsTold() {
    assertRefused(
        yarn.session().config("firesteel.executor.memory", "3g"),
        ErrorCategory.CONFIGURATION,
        "3200 MiB",
        "2048 MiB",
        "firesteel.executor.memory");
  }

  @Test
  void moreThanTheQueueMayEverHoldIsTold() {
    assertWaits(
        yarn.session()
            .config("firesteel.yarn.queue", "small")
            .config("firesteel.executor.memory", "1g"),
        "queue 'root.small' may hold",
        "819 MiB at most");
  }

  @Test
  void aFullQueueIsTold() {
    assertWaits(
        yarn.session()
            .config("firesteel.yarn.queue", "small")
            .config("firesteel.executor.instances", "6"),
        "queue 'root.small' holds",
        "maximum-capacity");
  }

  @Test
  void aFullClusterIsTold() {
    assertWaits(
        yarn.session().config("firesteel.executor.instances", "20"),
        "most is free on h",
        "add nodes");
  }

  @Test
  void aLabelWithoutNodesIsTold() {
    assertWaits(
        yarn.session().config("firesteel.yarn.node-label", Queues.LABEL),
        "no node that runs has label 'gpu'",
        "2 without");
  }
}
