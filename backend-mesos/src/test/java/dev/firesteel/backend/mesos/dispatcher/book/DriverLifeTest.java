package dev.firesteel.backend.mesos.dispatcher.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.LossReason;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.api.topology.Placement;
import dev.firesteel.backend.mesos.dispatcher.DriverOrder;
import dev.firesteel.backend.mesos.dispatcher.DriverState;
import dev.firesteel.backend.mesos.dispatcher.Orders;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class DriverLifeTest {
  private static final Instant T = Instant.parse("2026-11-23T10:00:00Z");
  private static final Place PLACE =
      new Place("F", "t.n", "A1", URI.create("http://h1:5051"), Placement.of(new HostName("h1")));
  private static final DriverEvent LAUNCH = new DriverEvent.Launch();
  private static final DriverEvent PLACED = new DriverEvent.Placed(PLACE);
  private static final DriverEvent STARTED = new DriverEvent.Started(T);
  private static final DriverEvent PAUSE_OVER = new DriverEvent.PauseOver();
  private static final DriverEvent KILL = new DriverEvent.Kill(T);

  // ---- every pair

  @Test
  void everyEventInEveryStateIsInTheTable() {
    String table =
        """
        state    | launch   | placed   | started | exit 0   | fails   | pause over | kill
        QUEUED   | LAUNCHED | -        | -       | -        | -       | -          | KILLED
        LAUNCHED | -        | LAUNCHED | RUNNING | FINISHED | FAILED  | -          | KILLING
        RUNNING  | -        | -        | -       | FINISHED | FAILED  | -          | KILLING
        WAITING  | -        | -        | -       | -        | -       | QUEUED     | KILLED
        KILLING  | -        | KILLING  | KILLING | KILLED   | KILLED  | -          | KILLING
        FINISHED | -        | -        | -       | -        | -       | -          | FINISHED
        FAILED   | -        | -        | -       | -        | -       | -          | FAILED
        KILLED   | -        | -        | -       | -        | -       | -          | KILLED
        """;
    List<DriverEvent> events = List.of(LAUNCH, PLACED, STARTED, exit(0), exit(1), PAUSE_OVER, KILL);
    Map<DriverState, Entry> examples = examples();
    List<String> rows = table.lines().skip(1).toList();
    assertThat(rows).hasSameSizeAs(DriverState.values());
    for (String row : rows) {
      String[] cells = row.split("\\|");
      Entry entry = examples.get(DriverState.valueOf(cells[0].strip()));
      for (int i = 0; i < events.size(); i++) {
        String expected = cells[i + 1].strip();
        DriverEvent event = events.get(i);
        if (expected.equals("-")) {
          assertThatThrownBy(() -> DriverLife.after(entry, event))
              .as("%s, %s", entry.state(), event)
              .isInstanceOf(IllegalStateException.class)
              .hasMessageContaining(entry.state().name());
        } else {
          assertThat(DriverLife.after(entry, event).state())
              .as("%s, %s", entry.state(), event)
              .isEqualTo(DriverState.valueOf(expected));
        }
      }
    }
  }

  private static Map<DriverState, Entry> examples() {
    Entry queued = draft(Orders.plain("k"));
    Entry launched = DriverLife.after(queued, LAUNCH);
    Entry running = DriverLife.after(launched, STARTED);
    Map<DriverState, Entry> all = new EnumMap<>(DriverState.class);
    for (Entry each :
        List.of(
            queued,
            launched,
            running,
            DriverLife.after(launched, lost(LossCause.LAUNCH_FAILED)),
            DriverLife.after(running, KILL),
            DriverLife.after(running, exit(0)),
            DriverLife.after(running, exit(1)),
            DriverLife.after(queued, KILL))) {
      all.put(each.state(), each);
    }
    return all;
  }

  // ---- how attempts end

  @Test
  void anOfferThatWasGoneCountsForNothing() {
    Entry entry = launched(Orders.plain("k"));
    for (int i = 0; i < 20; i++) {
      entry = DriverLife.after(entry, lost(LossCause.OFFER_GONE));
      assertThat(entry.state()).isEqualTo(DriverState.QUEUED);
      entry = DriverLife.after(entry, LAUNCH);
    }
    assertThat(entry.setbacks()).isEqualTo(Setbacks.NONE);
    assertThat(entry.driver().attempt()).as("ids are not used twice").isEqualTo(21);
  }

  @Test
  void aDriverThatCannotBeLaunchedIsGivenUpAtTheFifthTimeInARow() {
    Entry entry = draft(Orders.plain("k"));
    for (int i = 1; i < 5; i++) {
      entry = DriverLife.after(DriverLife.after(entry, LAUNCH), lost(LossCause.LAUNCH_FAILED));
      assertThat(entry.state()).isEqualTo(DriverState.WAITING);
      entry = DriverLife.after(entry, PAUSE_OVER);
    }
    entry = DriverLife.after(DriverLife.after(entry, LAUNCH), lost(LossCause.LAUNCH_FAILED));
    assertThat(entry.state()).isEqualTo(DriverState.FAILED);
    assertThat(entry.driver().diagnostics()).isEqualTo("Given up after 5 launches. for a reason");
  }

  @Test
  void aSupervisedDriverThatCannotBeLaunchedIsNeverGivenUp() {
    Entry entry = draft(Orders.supervised("k"));
    for (int i = 1; i < 20; i++) {
      entry = DriverLife.after(DriverLife.after(entry, LAUNCH), lost(LossCause.LAUNCH_FAILED));
      assertThat(entry.state()).isEqualTo(DriverState.WAITING);
      assertThat(entry.setbacks().until()).isBeforeOrEqualTo(T.plusSeconds(60));
      entry = DriverLife.after(entry, PAUSE_OVER);
    }
  }

  @Test
  void aShellThatFindsNoJavaIsALaunchThatFailedThoughItsTaskRan() {
    LossReason noJava = new LossReason(LossCause.LAUNCH_FAILED, OptionalInt.of(94), "no Java", "");
    Entry entry = DriverLife.after(running(Orders.plain("k")), new DriverEvent.Lost(noJava, T));
    assertThat(entry.state()).isEqualTo(DriverState.WAITING);
    assertThat(entry.setbacks().launches()).isEqualTo(1);
  }

  @Test
  void aDriverThatRanIsNotRunAgainBecauseItsAgentFailed() {
    DriverEvent failure = lost(LossCause.LAUNCH_FAILED); // such as an executor's re-registration
    assertThat(DriverLife.after(running(Orders.plain("k")), failure).state())
        .isEqualTo(DriverState.FAILED);
    assertThat(DriverLife.after(running(Orders.supervised("k")), failure).setbacks().restarts())
        .isEqualTo(1);
  }

  @Test
  void aHostThatIsLostBeforeTheDriverRanIsNotItsFault() {
    assertThat(DriverLife.after(launched(Orders.plain("k")), lost(LossCause.HOST_LOST)).state())
        .isEqualTo(DriverState.WAITING);
    assertThat(DriverLife.after(running(Orders.plain("k")), lost(LossCause.HOST_LOST)).state())
        .isEqualTo(DriverState.FAILED);
  }

  @Test
  void aSupervisedDriverComesBackWhateverEndedIt() {
    for (DriverEvent each :
        List.of(
            exit(1),
            exit(137),
            lost(LossCause.HOST_LOST),
            lost(LossCause.MEMORY_EXCEEDED),
            lost(LossCause.KILLED_BY_USER))) {
      assertThat(DriverLife.after(running(Orders.supervised("k")), each).state())
          .as("%s", each)
          .isEqualTo(DriverState.WAITING);
    }
  }

  @Test
  void whatWasMeantOrCanNeverBeginIsNotRepeated() {
    Entry supervised = running(Orders.supervised("k"));
    assertThat(DriverLife.after(supervised, exit(0)).state()).isEqualTo(DriverState.FINISHED);
    assertThat(DriverLife.after(supervised, exit(2)).state()).isEqualTo(DriverState.FAILED);
    assertThat(DriverLife.after(supervised, exit(3)).state()).isEqualTo(DriverState.KILLED);
  }

  @Test
  void pausesDoubleUpToAMinuteAndAreShortAgainAfterALongRun() {
    Entry entry = running(Orders.supervised("k"));
    for (long expected : List.of(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L)) {
      entry = DriverLife.after(entry, exit(1));
      assertThat(entry.setbacks().until()).isEqualTo(T.plusSeconds(expected));
      entry = again(entry);
    }
    Instant late = T.plus(Duration.ofMinutes(10));
    entry = DriverLife.after(entry, new DriverEvent.Lost(exited(1), late));
    assertThat(entry.setbacks().until()).isEqualTo(late.plusSeconds(1));
  }

  // ---- what is told

  @Test
  void anAttemptTellsWhereItIsAndANewOneNothingOfTheOld() {
    Entry entry = DriverLife.after(launched(Orders.supervised("k")), PLACED);
    assertThat(entry.driver().agent()).isEqualTo("h1");
    entry =
        DriverLife.after(
            DriverLife.after(entry, STARTED),
            new DriverEvent.Lost(
                new LossReason(LossCause.EXITED, OptionalInt.of(1), "it threw", "http://log"), T));
    assertThat(entry.driver().logAddress()).isEqualTo("http://log");
    assertThat(entry.driver().diagnostics()).isEqualTo("it threw");
    entry = again(entry);
    assertThat(entry.driver().logAddress()).isEmpty();
    assertThat(entry.driver().diagnostics()).isEmpty();
    assertThat(entry.place()).isEmpty();
    assertThat(entry.attempt().value()).isEqualTo("driver-20261123-0001-2");
  }

  @Test
  void secretsOfADriverThatHasEndedAreNotKept() {
    Map<String, String> settings = Map.of("firesteel.mesos.roles", "etl", "my.password", "s3cret");
    Entry entry = running(Orders.of("k", settings));
    assertThat(entry.driver().order().privateFiles()).isNotEmpty();
    assertThat(entry.driver().order().arguments()).isNotEmpty();
    Entry ended = DriverLife.after(entry, exit(0));
    assertThat(ended.driver().order().privateFiles()).isEmpty();
    assertThat(ended.driver().order().arguments()).isEmpty();
    assertThat(ended.driver().order().settings()).isEqualTo(Map.of("firesteel.mesos.roles", "etl"));
    assertThat(ended.driver().ended()).contains(T);
  }

  // ---- words for the tests

  private static Entry draft(DriverOrder order) {
    return new DriverBook(List.of(), 1).draft(order, "F", T);
  }

  private static Entry launched(DriverOrder order) {
    return DriverLife.after(draft(order), LAUNCH);
  }

  private static Entry running(DriverOrder order) {
    return DriverLife.after(launched(order), STARTED);
  }

  private static Entry again(Entry waiting) {
    Entry launched = DriverLife.after(DriverLife.after(waiting, PAUSE_OVER), LAUNCH);
    return DriverLife.after(launched, STARTED);
  }

  private static DriverEvent lost(LossCause cause) {
    return new DriverEvent.Lost(LossReason.of(cause, "for a reason"), T);
  }

  private static DriverEvent exit(int code) {
    return new DriverEvent.Lost(exited(code), T);
  }

  private static LossReason exited(int code) {
    return new LossReason(LossCause.EXITED, OptionalInt.of(code), "exit code " + code, "");
  }
}
