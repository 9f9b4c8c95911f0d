package dev.firesteel.executor.task;

import dev.firesteel.api.id.AccumulatorId;
import dev.firesteel.dataset.lineage.TaskRuntime.AccumulatorCell;
import dev.firesteel.dataset.shared.Accumulator;
import dev.firesteel.protocol.message.TaskReport.AccumulatorState;
import dev.firesteel.serialization.RecordSerializer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One task's states of accumulators. Used by the task's thread. */
final class TaskAccumulators {
  private final Map<AccumulatorId, AccumulatorCell<?>> cells = new LinkedHashMap<>();

  @SuppressWarnings("unchecked")
  <S> AccumulatorCell<S> cell(Accumulator<?, S, ?> accumulator) {
    AccumulatorCell<?> cell = cells.get(accumulator.id());
    if (cell == null) {
      cell = new AccumulatorCell<>(accumulator.zero());
      cells.put(accumulator.id(), cell);
    }
    return (AccumulatorCell<S>) cell;
  }

  List<AccumulatorState> states(RecordSerializer serializer) {
    List<AccumulatorState> states = new ArrayList<>(cells.size());
    cells.forEach(
        (id, cell) -> states.add(new AccumulatorState(id, serializer.toBytes(cell.state))));
    return states;
  }
}
