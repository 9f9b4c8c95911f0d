package dev.firesteel.dataset.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.JobId;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.id.StageId;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.dataset.lineage.JobOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SessionStatusTest {
  private static final LocalityStatus HALF =
      new LocalityStatus(
          new TreeMap<>(
              Map.of(
                  InputLocality.NODE, new LocalityStatus.Amount(2, 3L << 20),
                  InputLocality.RACK, new LocalityStatus.Amount(2, 100L << 20))),
          new TreeMap<>(Map.of(NotLocalReason.NO_EXECUTOR, 1L, NotLocalReason.BUSY, 1L)),
          Duration.ofMillis(3_000));

  private static final SessionStatus BUSY =
      new SessionStatus(
          SessionStatus.State.CONNECTED,
          List.of(
              new JobStatus(
                  new JobId(3),
                  "count at \"X\".java:1",
                  JobOptions.NONE.withPool("etl").withTags(new TreeSet<>(List.of("a", "b"))),
                  Duration.ofSeconds(75),
                  0,
                  1,
                  List.of(
                      new StageStatus(
                          new StageId(4),
                          "map at X.java:1",
                          StageStatus.State.RUNNING,
                          new TaskCounts(10, 4, 2, 4, 1),
                          1,
                          List.of(new WaitReason("all 2 slots are busy", 4)),
                          HALF),
                      new StageStatus(
                          new StageId(5),
                          "count at X.java:1",
                          StageStatus.State.WAITING,
                          TaskCounts.NONE,
                          0,
                          List.of(new WaitReason("waits for stage-4", 1)),
                          LocalityStatus.NONE)),
                  LocalityStatus.NONE)),
          List.of(
              new ExecutorStatus(
                  new ExecutorId("e-0"),
                  new HostName("h0"),
                  "ready",
                  2,
                  2,
                  1,
                  Optional.of("4 tasks failed there")),
              new ExecutorStatus(
                  new ExecutorId("e-1"), new HostName("h1"), "started", 0, 0, 0, Optional.empty())),
          List.of(
              new DemandStatus(
                  new ProfileId("default"),
                  "2 cores, 4096 MiB",
                  3,
                  1,
                  1,
                  List.of(new WaitReason("no offer has 4096 MiB; the largest had 2048", 1)))),
          HALF,
          new LostWork(1, 2, 0, 3, 1, 1));

  @Test
  void isWrittenForPeople() {
    assertThat(BUSY.text())
        .isEqualTo(
            """
            session connected, 1 job
              tasks finished: 2 node-local (3.0 MiB), 2 rack-local (100 MiB)
                1 task away from the input: no executor on a host that holds their input
                1 task away from the input: slots on hosts that hold their input were busy, for up to 3 s
              lost work: 1 failed attempt, 2 lost attempts, 3 redone tasks, 1 copy, 1 lost executor
            job-3 (count at "X".java:1) for 1 min 15 s, 0 of 1 partition answered, pool etl, tags a b
              stage-4 'map at X.java:1' 4 of 10 tasks done, 2 running, 4 pending, 1 failed attempt, held back once
                tasks finished: 2 node-local (3.0 MiB), 2 rack-local (100 MiB)
                  1 task away from the input: no executor on a host that holds their input
                  1 task away from the input: slots on hosts that hold their input were busy, for up to 3 s
                4 tasks wait: all 2 slots are busy
              stage-5 'count at X.java:1' has not begun
                waits for stage-4
            2 executors, 2 of 2 slots busy
              e-0 at h0 ready, 2 of 2 slots busy, 1 queued, excluded: 4 tasks failed there
              e-1 at h1 started
            wanted: 3 executors of 2 cores, 4096 MiB; 1 ready, 1 starting, 1 missing
              1 executor waits: no offer has 4096 MiB; the largest had 2048
            """);
  }

  @Test
  void isWrittenForPrograms() {
    assertThat(BUSY.json())
        .startsWith("{\"state\":\"connected\",\"jobs\":[{\"job\":\"job-3\",")
        .contains(
            "\"description\":\"count at \\\"X\\\".java:1\",\"pool\":\"etl\",\"tags\":[\"a\",\"b\"]")
        .contains("\"ageMillis\":75000,\"answered\":0,\"partitions\":1,\"stages\":[{")
        .contains("\"waits\":[{\"why\":\"all 2 slots are busy\",\"count\":4}]")
        .contains("\"excluded\":\"4 tasks failed there\"},{\"executor\":\"e-1\"")
        .endsWith(
            "\"count\":1}]}],\"locality\":[{\"level\":\"node\",\"tasks\":2,\"bytes\":3145728},"
                + "{\"level\":\"rack\",\"tasks\":2,\"bytes\":104857600}],"
                + "\"notLocal\":[{\"reason\":\"no_executor\",\"tasks\":1},"
                + "{\"reason\":\"busy\",\"tasks\":1}],"
                + "\"lostWork\":{\"failedAttempts\":1,\"lostAttempts\":2,\"fetchFailures\":0,"
                + "\"redoneTasks\":3,\"copies\":1,\"lostExecutors\":1}}");
  }

  @Test
  void anIdleSessionIsShort() {
    SessionStatus idle =
        new SessionStatus(
            SessionStatus.State.STARTING,
            List.of(),
            List.of(),
            List.of(),
            LocalityStatus.NONE,
            LostWork.NONE);
    assertThat(idle.text()).isEqualTo("session starting, 0 jobs\n0 executors, 0 of 0 slots busy\n");
    assertThat(idle.json())
        .isEqualTo(
            "{\"state\":\"starting\",\"jobs\":[],\"executors\":[],\"demand\":[],\"locality\":[],"
                + "\"notLocal\":[],\"lostWork\":{\"failedAttempts\":0,\"lostAttempts\":0,"
                + "\"fetchFailures\":0,\"redoneTasks\":0,\"copies\":0,\"lostExecutors\":0}}");
  }

  @Test
  void lostWorkIsToldInWords() {
    assertThat(LostWork.NONE.text()).isEqualTo("none");
    LostWork lost = new LostWork(0, 0, 1, 2, 3, 0);
    assertThat(lost.text()).isEqualTo("1 failed fetch, 2 redone tasks, 3 copies");
    assertThat(lost.attempts()).isEqualTo(6);
  }

  @Test
  void timesAreWrittenWithTwoFiguresOrSo() {
    assertThat(TimeSpan.text(Duration.ofMillis(-4))).isEqualTo("0 ms");
    assertThat(TimeSpan.text(Duration.ofMillis(250))).isEqualTo("250 ms");
    assertThat(TimeSpan.text(Duration.ofMillis(1_250))).isEqualTo("1.2 s");
    assertThat(TimeSpan.text(Duration.ofSeconds(3))).isEqualTo("3 s");
    assertThat(TimeSpan.text(Duration.ofMillis(12_900))).isEqualTo("12 s");
    assertThat(TimeSpan.text(Duration.ofSeconds(185))).isEqualTo("3 min 5 s");
    assertThat(TimeSpan.text(Duration.ofMinutes(120))).isEqualTo("2 h");
  }
}
