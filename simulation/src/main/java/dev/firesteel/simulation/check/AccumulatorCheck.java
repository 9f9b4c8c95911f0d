package dev.firesteel.simulation.check;

import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.api.id.StageId;
import dev.firesteel.protocol.message.TaskReport;
import dev.firesteel.scheduler.machine.Action;
import dev.firesteel.scheduler.machine.Event;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Each task that counts is merged once: each answer, and each map output when it is first there.
 */
final class AccumulatorCheck implements Check {
  private final Ledger ledger;
  private final Tally tally;
  private final Set<List<Object>> merged = new HashSet<>();
  private final Set<Due> due = new LinkedHashSet<>();
  private final Set<StageId> ended = new HashSet<>();

  private record Due(StageId stage, int partition, long task) {}

  AccumulatorCheck(Ledger ledger, Tally tally) {
    this.ledger = ledger;
    this.tally = tally;
  }

  private List<Object> key(StageId stage, int partition) {
    Optional<ShuffleId> shuffle = ledger.writes(stage);
    return shuffle
        .<List<Object>>map(s -> List.of(s, partition, ledger.life(s)))
        .orElse(List.of(stage, partition));
  }

  @Override
  public void event(Event event) {
    due.clear();
    ended.clear();
    for (Ledger.Report report : ledger.reports) {
      Books.Entry attempt = report.attempt();
      if (report.good() && !merged.contains(key(attempt.stage, attempt.partition))) {
        due.add(new Due(attempt.stage, attempt.partition, attempt.task.value()));
      }
    }
  }

  @Override
  public void action(Action action) {
    if (action instanceof Action.MergeAccumulators merge) {
      for (TaskReport.AccumulatorState state : merge.states()) {
        ByteBuffer bytes = ByteBuffer.wrap(state.state());
        Due paid = new Due(new StageId(bytes.getInt()), bytes.getInt(), bytes.getLong());
        tally.holds(
            Invariant.EXACT_ACCUMULATORS, due.remove(paid), () -> paid + " is merged, but not due");
        merged.add(key(paid.stage, paid.partition));
      }
    } else if (action instanceof Action.Tell tell
        && tell.notice() instanceof dev.firesteel.scheduler.machine.Notice.StageEnded over
        && !over.how().equals("done")) {
      ended.add(over.stage());
    }
  }

  @Override
  public void after(Event event) {
    List<Due> unpaid = new ArrayList<>(due);
    unpaid.removeIf(d -> ended.contains(d.stage) || merged.contains(key(d.stage, d.partition)));
    tally.holds(Invariant.EXACT_ACCUMULATORS, unpaid.isEmpty(), () -> unpaid + " are not merged");
  }
}
