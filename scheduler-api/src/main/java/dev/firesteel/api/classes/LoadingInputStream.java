package dev.firesteel.api.classes;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;

/** Java deserialization that finds classes with a given loader first. */
public final class LoadingInputStream extends ObjectInputStream {
  private final ClassLoader loader;

  /** Reads from {@code in} with the classes of {@code loader}. */
  public LoadingInputStream(InputStream in, ClassLoader loader) throws IOException {
    super(in);
    this.loader = loader;
  }

  @Override
  protected Class<?> resolveClass(ObjectStreamClass type)
      throws IOException, ClassNotFoundException {
    try {
      return Class.forName(type.getName(), false, loader);
    } catch (ClassNotFoundException e) {
      return super.resolveClass(type);
    }
  }

  @Override
  protected Class<?> resolveProxyClass(String[] names) throws IOException, ClassNotFoundException {
    Class<?>[] interfaces = new Class<?>[names.length];
    ClassLoader definer = loader;
    for (int i = 0; i < names.length; i++) {
      interfaces[i] = Class.forName(names[i], false, loader);
      if (!Modifier.isPublic(interfaces[i].getModifiers())) {
        definer = interfaces[i].getClassLoader();
      }
    }
    try {
      return Proxy.newProxyInstance(definer, interfaces, LoadingInputStream::nothing).getClass();
    } catch (IllegalArgumentException e) {
      throw new ClassNotFoundException(String.join(", ", names), e);
    }
  }

  private static Object nothing(Object self, Method method, Object[] arguments) {
    throw new UnsupportedOperationException(method.toString());
  }
}
