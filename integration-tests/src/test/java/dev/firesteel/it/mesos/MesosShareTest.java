package dev.firesteel.it.mesos;

import static dev.firesteel.it.yarn.HeldJob.SUMS;
import static dev.firesteel.it.yarn.HeldJob.map;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.dataset.Session;
import dev.firesteel.mesos.test.FrameworkView;
import dev.firesteel.mesos.test.FrameworkView.State;
import dev.firesteel.mesos.test.OfferFigures;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Another framework on the cluster, which takes all it can get, has its share all the while: shown
 * by numbers, which are printed.
 */
@Timeout(300)
final class MesosShareTest {
  private static final int TASKS = 12;
  @TempDir private Path directory;
  private Scene scene;
  private Rival rival;

  @BeforeEach
  void start() throws Exception {
    scene = new Scene(Mesos.small(), directory);
    rival = new Rival(scene.cluster().master());
  }

  @AfterEach
  void stop() {
    try {
      if (rival != null) {
        rival.close();
      }
    } finally {
      if (scene != null) {
        scene.close();
      }
    }
  }

  private OfferFigures figures(String framework) {
    return scene.cluster().frameworks().stream()
        .filter(each -> each.id().equals(framework))
        .findFirst()
        .map(FrameworkView::offers)
        .orElseThrow();
  }

  /** Waits until the other framework has done so much more, and tells what it was offered. */
  private OfferFigures rivalWorks(String meanwhile) {
    OfferFigures before = figures(rival.id());
    long done = rival.finished();
    Scene.await("work of the rival while " + meanwhile, () -> rival.finished() >= done + TASKS);
    OfferFigures since = figures(rival.id()).since(before);
    System.out.println("The rival, while " + meanwhile + ": " + since);
    assertThat(since.served() * 2).as("%s", since).isGreaterThanOrEqualTo(since.chances());
    return since;
  }

  /** The framework of ours that came last. */
  private String ours() {
    return scene.cluster().frameworks().stream()
        .map(FrameworkView::id)
        .filter(id -> !id.equals(rival.id()))
        .max(String::compareTo)
        .orElseThrow();
  }

  /**
   * No offer stays out: a moment comes at which all were answered. At how many cycles one was out
   * is told; on a busy machine it may be many, for cycles are short.
   */
  private void assertNothingIsHeld(String ours) {
    Scene.await(
        "answers to all offers",
        () -> {
          OfferFigures now = figures(ours);
          return now.accepted() + now.declined() + now.rescinded() == now.made();
        });
    System.out.println("Ours: " + figures(ours));
  }

  @Test
  void itGetsItsShareWhileOursSuppressesAndRevives() throws Exception {
    rivalWorks("it is alone");
    try (Session session = scene.session().open()) {
      var job = scene.heldJob(session);
      long victim = scene.awaitProcesses(2).iterator().next(); // ours gets its share, too
      OfferFigures sated = figures(ours());
      rivalWorks("ours has what it wants");
      OfferFigures suppressed = figures(ours()).since(sated);
      assertThat(suppressed.made()).isZero();
      assertThat(suppressed.chances()).isZero();

      Scene.kill(victim);
      scene.awaitProcesses(3);
      assertThat(figures(ours()).since(sated).accepted()).isEqualTo(1);
      rivalWorks("ours has revived, and has what it wants");
      scene.letGo();
      assertThat(map(job.await())).isEqualTo(SUMS);
      assertNothingIsHeld(ours());
    }
    rivalWorks("ours has ended");
    assertThat(scene.cluster().violations()).isEmpty();
  }

  @Test
  void itGetsItsShareWhileOursWantsMoreThanThereIsAndDies() throws Exception {
    Process driver = scene.driver("firesteel.executor.instances=20"); // there may be three
    scene.awaitProcesses(3);
    String ours = ours();
    rivalWorks("ours wants more than it may have");
    assertNothingIsHeld(ours);
    driver.destroyForcibly().waitFor();
    rivalWorks("ours is killed");
    Scene.await("it is given up", () -> scene.frameworks(State.REMOVED).contains(ours));
    rivalWorks("ours is forgotten");
    rival.close();
    scene.assertNothingIsLeft();
  }
}
