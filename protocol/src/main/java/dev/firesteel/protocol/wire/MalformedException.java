package dev.firesteel.protocol.wire;

import com.esotericsoftware.kryo.KryoException;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import org.jspecify.annotations.Nullable;

/** Bytes that no peer of this version writes. */
public final class MalformedException extends FiresteelException {
  private static final long serialVersionUID = 1L;

  /** Something that no peer of this version writes. */
  public MalformedException(String what) {
    this(what, null);
  }

  /** Something that no peer of this version writes, with the exception it led to. */
  public MalformedException(String what, @Nullable Throwable cause) {
    super(
        ErrorCategory.INTERNAL,
        "Cannot decode what a peer sent: " + what + " (run the same Firesteel on all hosts)",
        cause);
  }

  /** What an exception from reading means: each is due to bytes that no peer writes. */
  public static MalformedException of(RuntimeException failure) {
    if (failure instanceof MalformedException malformed) {
      return malformed;
    }
    return failure instanceof KryoException
        ? new MalformedException("it ends too early", failure)
        : new MalformedException(String.valueOf(failure.getMessage()), failure);
  }
}
