package dev.firesteel.dataset.closure;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Serializes a stage's program. Learns on the way which sources it has, in a fixed order, and
 * whether one copy of it may serve several tasks.
 *
 * @param <S> the type of sources
 */
public final class ProgramOutputStream<S> extends ObjectOutputStream {
  private final List<S> sources = new ArrayList<>();
  private boolean shareable = true;

  /** Writes to {@code out}. */
  public ProgramOutputStream(OutputStream out) throws IOException {
    super(out);
  }

  /** The number by which the program calls a source; the same source has one number. */
  public int source(S source) {
    for (int i = 0; i < sources.size(); i++) {
      if (sources.get(i) == source) {
        return i;
      }
    }
    sources.add(source);
    return sources.size() - 1;
  }

  void closure(Closure<?> closure) {
    shareable &= closure.shareable();
  }

  /** The sources met, by their numbers. */
  public List<S> sources() {
    return List.copyOf(sources);
  }

  /** Whether all closures met are shareable. */
  public boolean shareable() {
    return shareable;
  }
}
