package dev.firesteel.it.mesos;

import dev.firesteel.dataset.Session;
import dev.firesteel.it.yarn.Gate;
import java.util.List;

/** A driver whose tasks wait at a gate: {@code masterUrl gateDirectory}. */
final class HeldMain {
  private HeldMain() {}

  public static void main(String[] arguments) {
    Gate gate = new Gate(arguments[1]);
    try (Session session =
        Mesos.session(arguments[0]).config("firesteel.mesos.failover-timeout", "1s").open()) {
      session.parallelize(List.of(1, 2, 3, 4, 5, 6), 6).map(gate::pass).count();
    }
  }
}
