package dev.firesteel.backend.yarn.ask;

import dev.firesteel.api.backend.PendingReason;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.api.config.MemoryKeys;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.resource.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the cluster gives containers of a size at all. */
public final class Fit {
  private static final int MIB_BITS = 20;

  private Fit() {}

  /**
   * Refuses settings whose executors are larger than any container: no job would ever start.
   *
   * @param largest the largest container that the cluster gives
   * @throws FiresteelException of category CONFIGURATION
   */
  public static void require(Config config, Resources largest) {
    long heapMiB = config.get(CoreKeys.EXECUTOR_MEMORY) >> MIB_BITS;
    Resources container =
        Resources.of(
            config.get(CoreKeys.EXECUTOR_CORES), MemoryKeys.executorContainerMiB(config, heapMiB));
    impossible(new ProfileId("default"), container, largest)
        .ifPresent(
            why -> {
              throw new FiresteelException(ErrorCategory.CONFIGURATION, why.detail());
            });
  }

  /** Why a container of this size can never be had, if so. */
  static Optional<PendingReason> impossible(
      ProfileId profile, Resources container, Resources largest) {
    List<String> problems = new ArrayList<>();
    if (container.cores() > largest.cores()) {
      problems.add(container.cores() + " cores (lower firesteel.executor.cores)");
    }
    if (container.memoryMiB() > largest.memoryMiB()) {
      problems.add(
          container.memoryMiB()
              + " MiB, overhead included (lower firesteel.executor.memory or"
              + " firesteel.executor.memory-overhead)");
    }
    container
        .extra()
        .forEach(
            (name, amount) -> {
              long most = largest.extra().getOrDefault(name, 0L);
              if (amount > most) {
                problems.add(
                    amount
                        + " "
                        + name
                        + (most == 0 ? " (the cluster has no such resource)" : " (lower it)"));
              }
            });
    if (problems.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new PendingReason(
            PendingReason.Kind.TOO_LARGE,
            "YARN gives no container that an executor of profile "
                + profile
                + " needs: the largest has "
                + largest
                + "; wanted are "
                + String.join(" and ", problems)
                + "; an operator can raise yarn.scheduler.maximum-allocation-mb and -vcores"));
  }
}
