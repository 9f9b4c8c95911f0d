package dev.firesteel.dataset.closure;

import dev.firesteel.dataset.shared.Broadcast;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user's function, captured: serialized at the call that received it, so that a mistake fails
 * there and later changes of captured variables have no effect on it. Safe for any thread.
 *
 * @param <F> the function's type
 */
public final class Closure<F extends @Nullable Object> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final byte[] bytes;
  private final boolean shareable;

  /** Kept reachable as long as the function is; on executors null. */
  private final transient @Nullable List<Broadcast<?>> broadcasts;

  private transient volatile @Nullable Loaded<F> loaded;

  private Closure(ClosureSerializer.Captured captured, boolean shareable) {
    this.bytes = captured.bytes();
    this.broadcasts = captured.broadcasts();
    this.shareable = shareable;
  }

  /**
   * Captures a function.
   *
   * @param operation the operation that received it, for messages, such as {@code map}
   * @throws dev.firesteel.api.error.FiresteelException of category USER if it does not serialize,
   *     with the path of fields to the culprit
   */
  public static <F extends @Nullable Object> Closure<F> capture(String operation, F function) {
    return new Closure<>(
        ClosureSerializer.serialize(operation, function), Shareability.shareable(function));
  }

  /** Whether one copy may serve several tasks: it captures nothing that can change. */
  public boolean shareable() {
    return shareable;
  }

  /**
   * This copy's function; deserialized at the first call with the thread's context class loader.
   */
  public F get() {
    Loaded<F> once = loaded;
    return once == null ? loadOnce() : once.function;
  }

  /** A copy that nobody else has, or, if nobody can change it, the same for all. */
  public F fresh() {
    return shareable ? get() : load();
  }

  private synchronized F loadOnce() {
    Loaded<F> once = loaded;
    if (once == null) {
      once = new Loaded<>(load());
      loaded = once;
    }
    return once.function;
  }

  @SuppressWarnings({"unchecked", "NullAway"})
  private F load() {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    return (F)
        ClosureSerializer.deserialize(
            bytes, loader == null ? Closure.class.getClassLoader() : loader);
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    if (out instanceof ProgramOutputStream<?> program) {
      program.closure(this);
    } else if (out instanceof CaptureOutputStream outer && broadcasts != null) {
      broadcasts.forEach(outer::uses);
    }
    out.defaultWriteObject();
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
  }

  private record Loaded<F extends @Nullable Object>(F function) {}
}
