package dev.firesteel.dataset.closure;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A user's function, captured: serialized at the call that received it, so that a mistake fails
 * there and later changes of captured variables have no effect on it. Safe for any thread.
 *
 * @param <F> the function's type
 */
public final class Closure<F> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final byte[] bytes;
  private final boolean shareable;
  private transient @Nullable F function;

  private Closure(byte[] bytes, boolean shareable) {
    this.bytes = bytes;
    this.shareable = shareable;
  }

  /**
   * Captures a function.
   *
   * @param operation the operation that received it, for messages, such as {@code map}
   * @throws dev.firesteel.api.error.FiresteelException of category USER if it does not serialize,
   *     with the path of fields to the culprit
   */
  public static <F> Closure<F> capture(String operation, F function) {
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
  public synchronized F get() {
    F f = function;
    if (f == null) {
      f = load();
      function = f;
    }
    return f;
  }

  @SuppressWarnings("unchecked")
  private F load() {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    return (F)
        ClosureSerializer.deserialize(
            bytes, loader == null ? Closure.class.getClassLoader() : loader);
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    if (out instanceof ProgramOutputStream<?> program) {
      program.closure(this);
    }
    out.defaultWriteObject();
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
  }
}
