package dev.firesteel.protocol.transport;

/** Accepts executors. */
public interface DriverTransport extends AutoCloseable {
  /** Starts to listen; called once. */
  DriverAddress listen(Secret secret, DriverListener listener);

  /** Closes all channels and stops to listen. Idempotent. */
  @Override
  void close();
}
