package dev.firesteel.dataset.closure;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;

/** Java deserialization that finds classes with a given loader first. */
public final class LoadingInputStream extends ObjectInputStream {
  private final ClassLoader loader;

  /** Reads {@code bytes} with the classes of {@code loader}. */
  public LoadingInputStream(byte[] bytes, ClassLoader loader) throws IOException {
    super(new ByteArrayInputStream(bytes));
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
}
