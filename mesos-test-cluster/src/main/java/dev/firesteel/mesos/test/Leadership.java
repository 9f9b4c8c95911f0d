package dev.firesteel.mesos.test;

import org.apache.mesos.v1.Protos.MasterInfo;

/** Where it is written which master leads. */
interface Leadership extends AutoCloseable {
  /** This one leads now. */
  void leads(MasterInfo master);

  /** The one that led is dead, and its entry will vanish when its session has expired. */
  void dead();

  @Override
  void close();

  /** Nowhere. */
  static Leadership nowhere() {
    return new Leadership() {
      @Override
      public void leads(MasterInfo master) {}

      @Override
      public void dead() {}

      @Override
      public void close() {}
    };
  }
}
