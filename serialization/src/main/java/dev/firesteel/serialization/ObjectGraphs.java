package dev.firesteel.serialization;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Objects without a lane, by Kryo. Exists only where there is one. */
final class ObjectGraphs {
  private final GraphKryo kryo;

  ObjectGraphs(ClassLoader loader) {
    kryo = new GraphKryo(loader);
  }

  void write(Output out, Object value) {
    try {
      kryo.writeClassAndObject(out, value);
    } catch (StackOverflowError e) {
      kryo.reset();
      throw new FiresteelException(
          ErrorCategory.USER,
          "Cannot serialize an object of "
              + value.getClass().getName()
              + ": it is nested too deeply (keep long chains in arrays or lists)",
          e);
    } catch (KryoException e) {
      kryo.reset();
      throw failure("serialize", "an object of " + value.getClass().getName(), e);
    } catch (RuntimeException | Error e) {
      kryo.reset();
      throw e;
    }
  }

  @Nullable Object read(Input in) {
    try {
      return kryo.readClassAndObject(in);
    } catch (KryoException e) {
      kryo.reset();
      throw failure("read", "an object", e);
    } catch (RuntimeException | Error e) {
      kryo.reset();
      throw e;
    }
  }

  /** Failures of the stream keep their cause; others are the user's classes. */
  private static RuntimeException failure(String verb, String what, KryoException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof FiresteelException known) {
        return new FiresteelException(known.category(), known.getMessage() + path(e), known);
      }
      if (cause instanceof IOException io) {
        return new UncheckedIOException(io);
      }
    }
    String message = String.valueOf(e.getMessage());
    String advice = message.startsWith("Unable to find class") ? " (add its jar with --jars)" : "";
    return new FiresteelException(
        ErrorCategory.USER, "Cannot " + verb + " " + what + ": " + message + advice, e);
  }

  /** The fields on the way to the culprit, which Kryo lists from the innermost outwards. */
  private static String path(KryoException e) {
    String message = String.valueOf(e.getMessage());
    int trace = message.indexOf("Serialization trace:");
    return trace < 0
        ? ""
        : "; reached through "
            + String.join(
                ", in ", message.substring(trace).lines().skip(1).map(String::strip).toList());
  }
}
