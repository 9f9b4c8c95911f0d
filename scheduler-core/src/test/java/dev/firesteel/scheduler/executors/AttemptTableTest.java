package dev.firesteel.scheduler.executors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.id.StageId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.api.topology.Placement;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Attempts are found by their ids while they are there. */
final class AttemptTableTest {
  private final AttemptTable table = new AttemptTable();
  private final Executor executor =
      new Executor(
          new ExecutorId("e-0"),
          new ProfileId("p"),
          Placement.of(new HostName("h")),
          ExecutorState.READY);

  @Test
  void whatIsNotThereIsNotFound() {
    assertThat(table.find(new TaskId(7))).isNull();
    table.add(attempt(7));
    assertThat(table.find(new TaskId(8))).isNull();
  }

  @Test
  void whatStandsBehindARemovedOneIsStillFound() {
    Random random = new Random(3);
    Map<Long, RunningAttempt> expected = new TreeMap<>();
    for (long id = 0; id < 20_000; id++) {
      RunningAttempt attempt = attempt(id);
      table.add(attempt);
      expected.put(id, attempt);
      long other = random.nextInt(Math.toIntExact(id + 1));
      RunningAttempt removed = expected.size() > 700 ? expected.remove(other) : null;
      if (removed != null) {
        table.remove(removed.task());
      }
      assertThat(table.find(new TaskId(other))).isSameAs(expected.get(other));
    }
    expected.forEach((id, attempt) -> assertThat(table.find(new TaskId(id))).isSameAs(attempt));
    assertThat(table.size()).isEqualTo(expected.size());
  }

  private RunningAttempt attempt(long id) {
    return new RunningAttempt(new TaskId(id), new StageId(0), 0, 0, executor, Nearness.NODE, 0);
  }
}
