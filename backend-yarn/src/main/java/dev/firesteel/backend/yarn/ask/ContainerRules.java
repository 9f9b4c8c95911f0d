package dev.firesteel.backend.yarn.ask;

import dev.firesteel.api.resource.Resources;
import java.util.function.LongUnaryOperator;

/**
 * What an application may ask for.
 *
 * @param largest the largest container that the cluster gives
 * @param containerMiB from an executor's heap to the memory of its container, both in MiB
 * @param hints whether hosts may be named; with a node label they may not
 */
public record ContainerRules(Resources largest, LongUnaryOperator containerMiB, Hints hints) {
  /** Whether asks may name hosts. */
  public enum Hints {
    /** Wanted hosts are named. */
    NAMED,
    /** The ResourceManager refuses names of hosts. */
    REFUSED
  }

  /** The container for an executor. */
  Resources container(Resources executor) {
    long memory = containerMiB.applyAsLong(executor.memoryMiB());
    return new Resources(executor.cores(), memory, executor.extra());
  }
}
