package dev.firesteel.backend.tck;

import dev.firesteel.api.backend.BackendContext;
import dev.firesteel.api.backend.ClusterBackend;
import java.util.function.Function;
import java.util.stream.Stream;

/** Backends that are wrong in exactly one rule. */
final class WrongBackends {
  private WrongBackends() {}

  /** A wrong backend and the rule that it breaks. */
  record Wrong(String name, Rule breaks, Function<BackendContext, ClusterBackend> maker) {
    @Override
    public String toString() {
      return breaks + ": " + name;
    }
  }

  static Stream<Wrong> all() {
    return Stream.of(
            WrongLives.life(),
            WrongLives.threads(),
            WrongOffers.demand(),
            WrongOffers.offers(),
            WrongExecutors.executors())
        .flatMap(some -> some);
  }

  static Wrong wrong(String name, Rule breaks, Function<BackendContext, ClusterBackend> maker) {
    return new Wrong(name, breaks, maker);
  }
}
