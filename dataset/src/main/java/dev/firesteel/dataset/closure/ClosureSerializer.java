package dev.firesteel.dataset.closure;

import dev.firesteel.api.classes.LoadingInputStream;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.dataset.shared.Broadcast;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Java serialization of functions, with messages for people. */
final class ClosureSerializer {
  private ClosureSerializer() {}

  /**
   * A function as it was serialized.
   *
   * @param bytes the function
   * @param broadcasts the driver's sides of the broadcasts that it uses
   */
  record Captured(byte[] bytes, List<Broadcast<?>> broadcasts) {}

  static Captured serialize(String operation, @Nullable Object function) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (CaptureOutputStream out = new CaptureOutputStream(bytes)) {
      out.writeObject(function);
      out.flush();
      return new Captured(bytes.toByteArray(), out.broadcasts());
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
  }

  static @Nullable Object deserialize(byte[] bytes, ClassLoader loader) {
    try (ObjectInputStream in = new LoadingInputStream(new ByteArrayInputStream(bytes), loader)) {
      return in.readObject();
    } catch (IOException | ClassNotFoundException e) {
      throw new FiresteelException(
          ErrorCategory.USER,
          "Cannot load a function on this executor: " + e + " (add its jar with --jars)",
          e);
    }
  }
}
