package dev.firesteel.containers.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.firesteel.dataset.status.InputLocality;
import dev.firesteel.dataset.status.LostWork;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The table has a row for each scenario, however it ended. Surefire runs no nested classes. */
final class ReportListenerTest {
  private static final Outcome OUTCOME =
      new Outcome(
          "sort",
          Duration.ofMillis(12_345),
          5,
          new LostWork(0, 2, 0, 0, 0, 1),
          Map.of(InputLocality.NODE, 5L),
          Map.of());

  @TempDir Path directory;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  private String table(Class<?>... tests) throws IOException {
    Path file = directory.resolve("target").resolve("scenarios.txt");
    ReportListener listener =
        new ReportListener(new PrintStream(printed, true, UTF_8), Optional.of(file));
    for (Class<?> each : tests) {
      LauncherFactory.create(
              LauncherConfig.builder()
                  .enableTestExecutionListenerAutoRegistration(false)
                  .addTestExecutionListeners(listener)
                  .build())
          .execute(LauncherDiscoveryRequestBuilder.request().selectors(selectClass(each)).build());
    }
    return Files.exists(file) ? Files.readString(file) : "";
  }

  static class NoScenario {
    @Test
    void passes() {}
  }

  @Test
  void testsThatAreNoScenariosHaveNoTable() throws Exception {
    assertThat(table(NoScenario.class)).isEmpty();
    assertThat(printed.toString(UTF_8)).isEmpty();
  }

  @Scenario
  @Tag("yarn")
  static class Failing {
    @Test
    void aWorkerIsKilled(TestReporter reporter) {
      reporter.publishEntry(Row.of("worker killed", "yarn client", OUTCOME).entry());
      throw new AssertionError("\n  expected this\n  but was that");
    }
  }

  @Test
  void aFailedOneHasWhatItToldAndTheFirstLineOfTheFailure() throws Exception {
    assertThat(table(Failing.class))
        .isEqualTo(
            """
            scenario       backend      time  lost work                         locality  result
            -------------  -----------  ----  --------------------------------  --------  ---------------------
            worker killed  yarn client  12 s  2 lost attempts, 1 lost executor  node 5    FAILED: expected this
            """);
    assertThat(printed.toString(UTF_8)).contains("FAILED: expected this");
  }

  @Scenario
  @Tag("mesos")
  @Tag(Scenario.WHOLE)
  static class Skipped {
    @Test
    @Disabled("no engine for containers (start dockerd)")
    void aMasterIsRestarted() {}

    @Test
    void aDiskIsFull() {
      abort("no disk of its own");
    }
  }

  @Test
  void skippedOnesTellWhy() throws Exception {
    assertThat(table(Skipped.class).lines().skip(2))
        .anySatisfy(
            line ->
                assertThat(line)
                    .containsPattern("^a master is restarted +mesos +-")
                    .endsWith("skipped: no engine for containers (start dockerd)"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .containsPattern("^a disk is full +mesos ")
                    .endsWith("skipped: no disk of its own"))
        .hasSize(2);
  }

  @Scenario
  @Disabled("no engine")
  static class SkippedWhole {
    @Test
    void one() {}

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void several(int number) {
      assertThat(number).isPositive();
    }
  }

  @Test
  void aClassThatIsSkippedHasARowForEachTestThatIsKnown() throws Exception {
    assertThat(table(SkippedWhole.class).lines().skip(2))
        .hasSize(2)
        .allMatch(line -> line.endsWith("skipped: no engine"));
  }

  @Scenario
  static class Broken {
    @BeforeAll
    static void start() {
      throw new IllegalStateException("the cluster does not start");
    }

    @Test
    void one() {}
  }

  @Test
  void testsThatNeverBeganFailedWithTheirClass() throws Exception {
    assertThat(table(Broken.class)).endsWith("FAILED: the cluster does not start\n");
  }

  @Scenario
  static class Flaky {
    @Test
    void fetches(TestReporter reporter) {
      reporter.publishEntry(Row.of("fetches", "local[2]", Duration.ofMillis(1_500)).entry());
      if (System.getProperty("firesteel.flaky") == null) {
        System.setProperty("firesteel.flaky", "seen");
        throw new AssertionError("too early");
      }
    }
  }

  @Test
  void oneThatPassesWhenRunAgainIsCalledSo() throws Exception {
    try {
      assertThat(table(Flaky.class, Flaky.class).lines().skip(2))
          .singleElement()
          .isEqualTo("fetches   local[2]  1.5 s  -          -         passed when run again");
    } finally {
      System.clearProperty("firesteel.flaky");
    }
  }
}
