package dev.firesteel.scheduler.machine;

import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.LossReason;
import dev.firesteel.scheduler.executors.Executor;
import dev.firesteel.scheduler.health.Exclusion;
import java.util.List;

/**
 * Lets excluded executors go that have nothing to do and nothing that only they have, so that the
 * cluster can give others. Short exclusions are not worth it, nor is looking often.
 */
final class Replacements {
  private static final long LOOK_NANOS = 1_000_000_000;

  private final World world;
  private final CopyFlow copies;
  private final Losses losses;
  private long lookAt = Long.MIN_VALUE;

  Replacements(World world, CopyFlow copies, Losses losses) {
    this.world = world;
    this.copies = copies;
    this.losses = losses;
  }

  /** At the end of an event. */
  void run() {
    if (world.exclusions.isEmpty() || world.now < lookAt) {
      return;
    }
    lookAt = world.now + LOOK_NANOS;
    long patience = world.settings.waits().stuck().toNanos();
    for (Exclusion exclusion : List.copyOf(world.exclusions.all())) {
      if (exclusion.place() instanceof Exclusion.OfExecutor place
          && world.now - exclusion.since() >= patience) {
        Executor executor = world.executors.find(place.executor());
        if (executor != null && spare(executor)) {
          losses.end(
              executor, LossReason.of(LossCause.RELEASED, Messages.replaced(exclusion.why())));
        }
      }
    }
  }

  private boolean spare(Executor executor) {
    return executor.ready()
        && world.executors.ready() > 0
        && executor.hand().size() == 0
        && !copies.anyFrom(executor)
        && !copies.onlyHas(executor);
  }
}
