package dev.firesteel.serialization;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/**
 * How to take a record apart and put it together again.
 *
 * @param ownForm whether the class has its own serialized form, which is then to be used
 */
record RecordShape(
    Class<?> type, MethodHandle[] accessors, MethodHandle constructor, boolean ownForm) {

  static RecordShape of(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    try {
      MethodHandle[] accessors = new MethodHandle[components.length];
      Class<?>[] types = new Class<?>[components.length];
      for (int i = 0; i < components.length; i++) {
        types[i] = components[i].getType();
        Method accessor = components[i].getAccessor();
        accessor.setAccessible(true);
        accessors[i] =
            lookup.unreflect(accessor).asType(MethodType.methodType(Object.class, Object.class));
      }
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return new RecordShape(
          type,
          accessors,
          lookup
              .unreflectConstructor(constructor)
              .asSpreader(Object[].class, components.length)
              .asType(MethodType.methodType(Object.class, Object[].class)),
          OwnForm.has(type));
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new FiresteelException(
          ErrorCategory.USER,
          "Cannot serialize record " + type.getName() + ": its parts are not accessible: " + e,
          e);
    }
  }

  int size() {
    return accessors.length;
  }

  @Nullable Object component(Object value, int i) {
    try {
      return accessors[i].invokeExact(value);
    } catch (Throwable e) {
      throw failure("take apart", e);
    }
  }

  Object create(@Nullable Object[] components) {
    try {
      return constructor.invokeExact(components);
    } catch (Throwable e) {
      throw failure("create", e);
    }
  }

  private FiresteelException failure(String verb, Throwable e) {
    if (e instanceof Error error) {
      throw error;
    }
    return new FiresteelException(
        ErrorCategory.USER, "Cannot " + verb + " record " + type.getName() + ": it threw " + e, e);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RecordShape shape && shape.type == type;
  }

  @Override
  public int hashCode() {
    return type.hashCode();
  }
}
