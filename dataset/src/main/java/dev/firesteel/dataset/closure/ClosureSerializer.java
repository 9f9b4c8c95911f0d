package dev.firesteel.dataset.closure;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.jspecify.annotations.Nullable;

/** Java serialization of functions, with messages for people. */
final class ClosureSerializer {
  private ClosureSerializer() {}

  static byte[] serialize(String operation, @Nullable Object function) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(function);
    } catch (NotSerializableException e) {
      throw new FiresteelException(
          ErrorCategory.USER,
          "Cannot pass this function to " + operation + ": " + Culprit.describe(function, e),
          e);
    } catch (IOException e) {
      throw new FiresteelException(
          ErrorCategory.USER,
          "Cannot pass this function to "
              + operation
              + ": it does not serialize: "
              + e.getMessage(),
          e);
    }
    return bytes.toByteArray();
  }

  static @Nullable Object deserialize(byte[] bytes, ClassLoader loader) {
    try (ObjectInputStream in = new LoadingInputStream(bytes, loader)) {
      return in.readObject();
    } catch (IOException | ClassNotFoundException e) {
      throw new FiresteelException(
          ErrorCategory.USER,
          "Cannot load a function on this executor: " + e + " (add its jar with --jars)",
          e);
    }
  }
}
