package dev.firesteel.scheduler.executors;

import dev.firesteel.dataset.status.InputLocality;
import dev.firesteel.dataset.status.NotLocalReason;
import org.jspecify.annotations.Nullable;

/**
 * How near to its input an attempt was placed.
 *
 * @param level how near
 * @param why why it is on no host that holds its input; null if it is, or if there is none
 * @param waitedNanos how long its task set had waited for such a host; 0 if it did not wait
 */
public record Nearness(InputLocality level, @Nullable NotLocalReason why, long waitedNanos) {
  /** In the executor that keeps its partition. */
  public static final Nearness PROCESS = new Nearness(InputLocality.PROCESS, null, 0);

  /** On a host that holds its input. */
  public static final Nearness NODE = new Nearness(InputLocality.NODE, null, 0);

  /** Its input is nowhere in particular. */
  public static final Nearness NO_PREFERENCE = new Nearness(InputLocality.NO_PREFERENCE, null, 0);

  /** Checks that there is a reason where there must be one, and only there. */
  public Nearness {
    boolean away = level == InputLocality.RACK || level == InputLocality.ANY;
    if (away == (why == null)) {
      throw new IllegalArgumentException("Cannot place at " + level + " because of " + why);
    }
  }
}
