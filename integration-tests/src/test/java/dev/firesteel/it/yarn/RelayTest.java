package dev.firesteel.it.yarn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.dataset.ActionFuture;
import dev.firesteel.dataset.Session;
import dev.firesteel.dataset.SessionBuilder;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Client mode by a relay, on real daemons; where it is needed, with Kerberos, is tested there. */
@Timeout(240)
@ExtendWith(YarnExtension.class)
final class RelayTest {
  private static final List<Integer> NUMBERS = IntStream.range(0, 100).boxed().toList();

  @TempDir private Path directory;
  private Yarn yarn;
  private Remains remains;
  private final Set<Long> seen = new HashSet<>();

  @BeforeEach
  void setUp(Yarn shared) {
    yarn = shared;
    remains = new Remains(shared);
  }

  private SessionBuilder session() {
    return yarn.session()
        .config("firesteel.yarn.client-master", "relay")
        .config("firesteel.executor.instances", "1");
  }

  private static int sum(Session session) {
    return session.parallelize(NUMBERS, 4).reduce(Integer::sum);
  }

  @Test
  void aRelayThatCannotStartIsToldWithTheEndOfItsLog() throws Exception {
    FiresteelException failure =
        catchThrowableOfType(
            FiresteelException.class,
            () -> {
              try (Session session =
                  session()
                      .config("firesteel.yarn.relay.java-options", "-XX:+NoSuchOption")
                      .open()) {
                sum(session);
              }
            });
    assertThat(failure)
        .hasMessageContaining("The relay of the driver ended on ")
        .hasMessageContaining("mend firesteel.yarn.relay.java-options")
        .hasMessageContaining("Unrecognized VM option 'NoSuchOption'");
    assertThat(failure.category()).isEqualTo(ErrorCategory.CLUSTER);
    remains.assertNone(seen);
  }

  @Test
  void aKilledRelayEndsTheSessionWithTheReason() throws Exception {
    Gate gate = Gate.in(directory.resolve("gate"));
    try (Session session = session().open()) {
      ActionFuture<Integer> job =
          session.parallelize(NUMBERS, 4).map(gate::pass).reduceAsync(Integer::sum);
      seen.addAll(gate.awaitProcesses(1));
      long relay = Relays.await(yarn);
      seen.add(relay);
      assertThat(ProcessHandle.of(relay).orElseThrow().destroyForcibly()).isTrue();
      FiresteelException failure = catchThrowableOfType(FiresteelException.class, job::await);
      assertThat(failure)
          .hasMessageContaining("YARN has ended application application_")
          .hasMessageContaining("The relay of the driver ended on h")
          .hasMessageContaining("by SIGKILL");
    }
    remains.assertNone(seen);
    assertEnded(YarnApplicationState.FAILED, FinalApplicationStatus.FAILED);
  }

  @Test
  void aSessionThatIsClosedWhileItsRelayStartsLeavesNothing() throws Exception {
    try (Session session = session().open()) {
      session.parallelize(NUMBERS, 4).countAsync();
    }
    remains.assertNone(seen);
  }

  @Test
  void theAnswerIsRightAndNothingIsLeft() throws Exception {
    try (Session session = session().open()) {
      assertThat(sum(session)).isEqualTo(4950);
      seen.add(Relays.await(yarn));
      assertThat(remains.applicationFiles()).as("while it runs").isEmpty();
    }
    remains.assertNone(seen);
    assertEnded(YarnApplicationState.FINISHED, FinalApplicationStatus.SUCCEEDED);
  }

  private void assertEnded(YarnApplicationState state, FinalApplicationStatus status)
      throws Exception {
    ApplicationReport newest = remains.newest();
    assertThat(newest.getYarnApplicationState()).as(newest.getDiagnostics()).isEqualTo(state);
    assertThat(newest.getFinalApplicationStatus()).isEqualTo(status);
  }
}
