package dev.firesteel.scheduler.dag;

import dev.firesteel.api.id.ShuffleId;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The outputs of all shuffles that somebody may read. */
public final class Shuffles {
  private final Map<ShuffleId, ShuffleOutputs> all = new LinkedHashMap<>();

  /** The outputs of a shuffle; all missing if it is new. */
  public ShuffleOutputs of(ShuffleId shuffle, int maps) {
    return all.computeIfAbsent(shuffle, s -> new ShuffleOutputs(s, maps));
  }

  /** The outputs of a shuffle, if it is known. */
  public @Nullable ShuffleOutputs find(ShuffleId shuffle) {
    return all.get(shuffle);
  }

  /** Whether each output of a shuffle is there. */
  public boolean complete(ShuffleId shuffle) {
    ShuffleOutputs outputs = all.get(shuffle);
    return outputs != null && outputs.complete();
  }

  /** Forgets a shuffle. */
  public void remove(ShuffleId shuffle) {
    all.remove(shuffle);
  }

  /** All, in the order they became known. */
  public Collection<ShuffleOutputs> all() {
    return Collections.unmodifiableCollection(all.values());
  }
}
