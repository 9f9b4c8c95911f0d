package dev.firesteel.it.mesos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.mesos.test.FrameworkView.State;
import dev.firesteel.mesos.test.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A driver that is killed and started again as the same framework. */
@Timeout(300)
final class MesosDriverTest {
  private static final String ID = "firesteel-held-driver";
  private static final String AS_THE_SAME = "firesteel.mesos.framework-id=" + ID;
  @TempDir private Path directory;
  private Scene scene;

  @BeforeEach
  void start() throws IOException {
    scene = new Scene(Mesos.small().reregistration(Duration.ofMillis(200)), directory);
  }

  @AfterEach
  void stop() {
    scene.close();
  }

  /** Executors that hang cannot end by themselves: who takes over must kill them. */
  private Set<Long> killDriverWhoseExecutorsHang(Process driver) throws Exception {
    Set<Long> old = Set.copyOf(scene.awaitProcesses(2));
    for (long each : old) {
      Scene.freeze(each);
    }
    driver.destroyForcibly().waitFor();
    return old;
  }

  @Test
  void withinTheFailoverTimeOutItTakesOverTheFrameworkAndKillsWhatItLeft() throws Exception {
    String inTime = "firesteel.mesos.failover-timeout=10m";
    Process driver = scene.driver(AS_THE_SAME, inTime);
    Set<Long> old = killDriverWhoseExecutorsHang(driver);
    Set<String> oldTasks = scene.taskIds();
    Scene.await("it is missed", () -> scene.frameworks(State.DISCONNECTED).contains(ID));
    assertThat(old).allMatch(Scene::lives);

    scene.driver(AS_THE_SAME, inTime);
    scene.awaitProcesses(4);
    Scene.await("ends of " + old, () -> old.stream().noneMatch(Scene::lives));
    Scene.await( // a task lasts until its shell has ended and Mesos was told so
        "the tasks of " + old + " end",
        () -> scene.taskIds().size() == 2 && Collections.disjoint(scene.taskIds(), oldTasks));
    assertThat(scene.frameworks(State.SUBSCRIBED)).containsExactly(ID);
    scene.letGo();
    scene.assertRightAnswer(2);

    assertThat(scene.frameworks(State.REMOVED)).containsExactly(ID);
    scene.assertNothingIsLeft();
  }

  @Test
  void afterTheFailoverTimeOutItIsAnotherFramework() throws Exception {
    Process driver = scene.driver(AS_THE_SAME);
    Set<Long> old = killDriverWhoseExecutorsHang(driver);
    Scene.await("it is given up", () -> scene.frameworks(State.REMOVED).contains(ID));
    Scene.await("Mesos ends " + old, () -> old.stream().noneMatch(Scene::lives));

    scene.driver(AS_THE_SAME);
    scene.awaitProcesses(4);
    assertThat(scene.frameworks(State.SUBSCRIBED)).hasSize(1).doesNotContain(ID);
    scene.letGo();
    scene.assertRightAnswer(2);

    assertThat(Files.readString(scene.log(2))).contains(ID + " cannot be gone on with");
    scene.assertNoProcessIsLeft();
    Scene.await("no task", () -> scene.taskIds().isEmpty());
    assertThat(scene.cluster().violations())
        .extracting(Violation::kind, Violation::frameworkId)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Violation.Kind.REFUSED_SUBSCRIPTION, ID));
  }
}
