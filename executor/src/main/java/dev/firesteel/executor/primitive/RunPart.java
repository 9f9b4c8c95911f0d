package dev.firesteel.executor.primitive;

import com.esotericsoftware.kryo.io.Input;
import dev.firesteel.executor.spill.SpillRun;

/** Reads parts of runs. */
final class RunPart {
  private final PairFrames frames = new PairFrames();
  private final long[] pairs = new long[2 * PairFrames.MOST];

  void read(SpillRun run, int part, PairAggregation<?> into) throws Exception {
    if (run.length(part) > 0) {
      try (Input in = run.open(part)) {
        while (!in.end()) {
          into.addAll(pairs, frames.read(in, pairs));
        }
      }
    }
  }
}
