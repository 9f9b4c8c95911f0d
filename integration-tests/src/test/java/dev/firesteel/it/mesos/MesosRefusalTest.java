package dev.firesteel.it.mesos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.dataset.Session;
import dev.firesteel.dataset.SessionBuilder;
import dev.firesteel.dataset.status.DemandStatus;
import dev.firesteel.dataset.status.WaitReason;
import dev.firesteel.mesos.test.MesosTestCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What Mesos refuses, and how users hear of it. */
@Timeout(120)
final class MesosRefusalTest {
  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);

  private static MesosTestCluster cluster;
  @TempDir private Path directory;

  @BeforeAll
  static void start() {
    cluster = Mesos.small().roles("etl").credential("me", "secret").start();
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  private SessionBuilder session() throws Exception {
    Path secret = Files.writeString(directory.resolve("secret"), "secret\n");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    return new Mesos(cluster)
        .session()
        .config("firesteel.mesos.roles", "etl")
        .config("firesteel.mesos.principal", "me")
        .config("firesteel.mesos.secret-file", secret.toString());
  }

  private static void assertRefused(
      SessionBuilder builder, ErrorCategory category, String... parts) {
    FiresteelException failure =
        catchThrowableOfType(
            FiresteelException.class,
            () -> {
              try (Session session = builder.open()) {
                session.range(0, 10).count();
              }
            });
    assertThat(failure).isNotNull();
    assertThat(failure.category()).as(failure.getMessage()).isEqualTo(category);
    assertThat(failure.getMessage()).contains(parts);
  }

  @Test
  void aWrongAddressIsToldAtOnce() {
    assertRefused(
        Mesos.session("mesos://127.0.0.1:1"), ErrorCategory.CONFIGURATION, "127.0.0.1:1", "nobody");
  }

  @Test
  void aMalformedMasterIsToldWithItsForm() {
    assertRefused(Mesos.session("mesos://"), ErrorCategory.CONFIGURATION, "mesos://");
  }

  @Test
  void aWrongRoleIsToldAtOnce() throws Exception {
    assertRefused(
        session().config("firesteel.mesos.roles", "other"), ErrorCategory.CONFIGURATION, "other");
  }

  @Test
  void wrongCredentialsAreToldAtOnce() throws Exception {
    assertRefused(
        session().config("firesteel.mesos.principal", "you"),
        ErrorCategory.SECURITY,
        "firesteel.mesos.principal");
  }

  @Test
  void aFileThatIsNotThereIsToldAtOnce() throws Exception {
    assertRefused(
        session().config("firesteel.files", "/no/such.csv"),
        ErrorCategory.INPUT_OUTPUT,
        "/no/such.csv");
  }

  @Test
  void aUriThatAgentsCannotFetchIsToldAfterSomeTries() throws Exception {
    assertRefused(
        session()
            .config("firesteel.files", "http://127.0.0.1:1/x.csv")
            .config("firesteel.executor.max-failures", "2"),
        ErrorCategory.RESOURCES,
        "Failed to fetch",
        "Connection refused");
  }

  @Test
  void javaThatIsNotThereIsToldAfterSomeTries() throws Exception {
    assertRefused(
        session()
            .config("firesteel.mesos.java", "/no/java")
            .config("firesteel.executor.max-failures", "2"),
        ErrorCategory.RESOURCES,
        "there is no Java at '/no/java'",
        "firesteel.mesos.java");
  }

  @Test
  void constraintsThatNoAgentMeetsAreTold() throws Exception {
    assertWaits(
        session().config("firesteel.mesos.constraints", "rack:r9"),
        "none of the 3 agents that made offers meets 'rack:r9'",
        "change firesteel.mesos.constraints");
  }

  @Test
  void executorsLargerThanAnyAgentAreTold() throws Exception {
    assertWaits(session().config("firesteel.executor.memory", "64g"), "65");
  }

  /** What demand waits for, once that is told with these words. */
  private static void assertWaits(SessionBuilder builder, String... parts) {
    try (Session session = builder.open()) {
      session.parallelize(List.of(1, 2), 2).countAsync();
      long start = System.nanoTime();
      while (reasons(session).stream()
          .noneMatch(why -> Arrays.stream(parts).allMatch(why::contains))) {
        assertThat(System.nanoTime() - start).as("%s", reasons(session)).isLessThan(LIMIT_NANOS);
        LockSupport.parkNanos(STEP_NANOS);
      }
    }
  }

  private static List<String> reasons(Session session) {
    return session.status().demand().stream()
        .map(DemandStatus::reasons)
        .flatMap(List::stream)
        .map(WaitReason::toString)
        .toList();
  }
}
