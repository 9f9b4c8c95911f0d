package dev.firesteel.scheduler.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.scheduler.dag.JobState;
import dev.firesteel.scheduler.dag.StageState;
import dev.firesteel.scheduler.executors.ExecutorState;
import dev.firesteel.scheduler.placement.TaskState;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Crosses every state with every state: the legal pairs are exactly those written here. */
final class StateTablesTest {
  @Test
  void jobs() {
    check(
        JobState.values(),
        Map.of(
            JobState.ACTIVE, List.of(JobState.SUCCEEDED, JobState.FAILED),
            JobState.SUCCEEDED, List.of(),
            JobState.FAILED, List.of()));
  }

  @Test
  void stages() {
    check(
        StageState.values(),
        Map.of(
            StageState.WAITING, List.of(StageState.RUNNING, StageState.DONE, StageState.DROPPED),
            StageState.RUNNING, List.of(StageState.WAITING, StageState.DONE, StageState.DROPPED),
            StageState.DONE, List.of(),
            StageState.DROPPED, List.of()));
  }

  @Test
  void tasks() {
    check(
        TaskState.values(),
        Map.of(
            TaskState.PENDING, List.of(TaskState.PLACED),
            TaskState.PLACED, List.of(TaskState.PENDING, TaskState.COPIED, TaskState.DONE),
            TaskState.COPIED, List.of(TaskState.PLACED, TaskState.DONE),
            TaskState.DONE, List.of(TaskState.PENDING)));
  }

  @Test
  void executors() {
    check(
        ExecutorState.values(),
        Map.of(
            ExecutorState.ASKED,
            List.of(
                ExecutorState.STARTED,
                ExecutorState.READY,
                ExecutorState.ENDING,
                ExecutorState.GONE),
            ExecutorState.STARTED,
            List.of(ExecutorState.READY, ExecutorState.ENDING, ExecutorState.GONE),
            ExecutorState.READY,
            List.of(
                ExecutorState.DRAINING,
                ExecutorState.SEVERED,
                ExecutorState.ENDING,
                ExecutorState.GONE),
            ExecutorState.DRAINING,
            List.of(
                ExecutorState.READY,
                ExecutorState.SEVERED,
                ExecutorState.ENDING,
                ExecutorState.GONE),
            ExecutorState.SEVERED,
            List.of(ExecutorState.ENDING, ExecutorState.GONE),
            ExecutorState.ENDING,
            List.of(ExecutorState.GONE),
            ExecutorState.GONE,
            List.of()));
  }

  private static <S extends Enum<S> & State<S>> void check(S[] all, Map<S, List<S>> legal) {
    assertThat(legal.keySet()).isEqualTo(Set.of(all));
    for (S from : all) {
      for (S to : all) {
        if (legal.get(from).contains(to)) {
          assertThat(State.move("x-1", from, to)).isEqualTo(to);
        } else {
          assertThatThrownBy(() -> State.move("x-1", from, to))
              .isInstanceOf(IllegalStateException.class)
              .hasMessageContaining("x-1 from " + from + " to " + to);
        }
      }
    }
  }
}
