package dev.firesteel.dataset.shared;

import dev.firesteel.api.id.BroadcastId;
import dev.firesteel.dataset.closure.CaptureOutputStream;
import dev.firesteel.dataset.lineage.TaskRuntime;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A read-only value that every executor fetches at most once, however many tasks use it. Tasks of
 * one executor share the value, so they must not change it.
 */
public final class Broadcast<T extends @Nullable Object> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final BroadcastId id;
  private final transient @Nullable T local;
  private final transient boolean driver;

  /** The driver's side. */
  public Broadcast(BroadcastId id, T value) {
    this.id = id;
    this.local = value;
    this.driver = true;
  }

  /** The id. */
  public BroadcastId id() {
    return id;
  }

  /** The value: on the driver, or in a task. */
  @SuppressWarnings({"unchecked", "NullAway"})
  public T value() {
    if (driver) {
      return local;
    }
    try {
      return (T) TaskRuntime.current().broadcast(id);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("Cannot fetch " + id + ": " + e.getMessage(), e);
    }
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    if (driver && out instanceof CaptureOutputStream function) {
      function.uses(this);
    }
    out.defaultWriteObject();
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
  }
}
