package dev.firesteel.it.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jobs give the right answer although their executors are killed and stopped. */
@Timeout(300)
final class ChaosTest {
  private static final Fault KILL_AT_ONCE = new Fault(Fault.Kind.KILLED, 50, 0, 0);
  private static final Fault PAUSE = new Fault(Fault.Kind.PAUSED, 900, 1, 1000);
  private static final Fault KILL = new Fault(Fault.Kind.KILLED, 1500, 1, 0);
  private static final Fault FREEZE = new Fault(Fault.Kind.FROZEN, 1000, 1, 0);

  @ParameterizedTest
  @CsvSource({"wordcount, true", "sort, false", "pagerank, false", "join, true"})
  void anAnswerIsRightWhateverIsDoneToExecutors(String job, boolean freezes) throws Exception {
    List<Fault> plan = List.of(KILL_AT_ONCE, PAUSE, KILL, freezes ? FREEZE : KILL_AT_ONCE);
    // As many faults as this raise the limits on failures, so that no machine is too slow for it.
    ChaosOptions options =
        new ChaosOptions("local-cluster[3,1,512]", List.of(job), 1, 50, 120_000, 6, 1);
    Trial.Outcome outcome =
        new Trial(options)
            .run(Workload.named(job, options.size()), plan, Trial.Runs.UNTIL_ALL_FAULTS);
    assertThat(outcome.wrong()).isEmpty();
    Set<Fault.Kind> happened =
        outcome.faults().stream().map(Tormentor.Done::kind).collect(Collectors.toSet());
    assertThat(happened).contains(Fault.Kind.KILLED);
  }
}
