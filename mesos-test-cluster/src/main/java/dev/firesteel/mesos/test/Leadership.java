package dev.firesteel.mesos.test;

import java.util.Optional;
import org.apache.mesos.v1.Protos.MasterInfo;

/** Where it is written which masters there are; the one that is there longest leads. */
interface Leadership extends AutoCloseable {
  /** A master is there, and would lead. */
  void joins(MasterInfo master);

  /** A master's entry vanishes: its session has expired. */
  void leaves(MasterInfo master);

  /** Where frameworks find it. */
  Optional<String> address();

  @Override
  void close();

  /** Nowhere. */
  static Leadership nowhere() {
    return new Leadership() {
      @Override
      public void joins(MasterInfo master) {}

      @Override
      public void leaves(MasterInfo master) {}

      @Override
      public Optional<String> address() {
        return Optional.empty();
      }

      @Override
      public void close() {}
    };
  }
}
