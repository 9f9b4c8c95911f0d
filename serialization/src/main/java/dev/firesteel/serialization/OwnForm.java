package dev.firesteel.serialization;

import java.io.Externalizable;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.Method;

/** Whether a class says itself how it is serialized, so that its fields alone may not be enough. */
final class OwnForm {
  private OwnForm() {}

  static boolean has(Class<?> type) {
    if (!Serializable.class.isAssignableFrom(type)) {
      return false;
    }
    if (Externalizable.class.isAssignableFrom(type)) {
      return true;
    }
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      for (Method method : c.getDeclaredMethods()) {
        if (isHook(method)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isHook(Method method) {
    Class<?>[] arguments = method.getParameterTypes();
    return switch (method.getName()) {
      case "writeReplace", "readResolve" -> arguments.length == 0;
      case "writeObject" -> arguments.length == 1 && arguments[0] == ObjectOutputStream.class;
      case "readObject" -> arguments.length == 1 && arguments[0] == ObjectInputStream.class;
      default -> false;
    };
  }
}
