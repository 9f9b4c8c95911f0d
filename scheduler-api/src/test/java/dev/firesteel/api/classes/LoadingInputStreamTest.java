package dev.firesteel.api.classes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LoadingInputStreamTest {
  @TempDir private Path directory;
  private URLClassLoader user;

  @BeforeEach
  void open() throws IOException {
    Path jar =
        new Jars(directory)
            .source("app.Closed", "package app; interface Closed { String word(); }")
            .source("app.Open", "package app; public interface Open { String word(); }")
            .source(
                "app.Handler",
                """
                package app;
                public record Handler(String word)
                    implements java.lang.reflect.InvocationHandler, java.io.Serializable {
                  public Object invoke(Object self, java.lang.reflect.Method m, Object[] a) {
                    return m.getName().equals("toString") ? word : null;
                  }
                }
                """)
            .write("app.jar");
    user =
        new URLClassLoader(
            new URL[] {jar.toUri().toURL()}, LoadingInputStreamTest.class.getClassLoader());
  }

  @AfterEach
  void close() throws IOException {
    user.close();
  }

  private Object proxy(String type) throws ReflectiveOperationException {
    Object handler =
        user.loadClass("app.Handler").getConstructor(String.class).newInstance("hello");
    return Proxy.newProxyInstance(
        user, new Class<?>[] {user.loadClass(type)}, (java.lang.reflect.InvocationHandler) handler);
  }

  private static byte[] written(Object object) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    }
    return bytes.toByteArray();
  }

  private static Object read(byte[] bytes, ClassLoader loader) throws Exception {
    try (LoadingInputStream in = new LoadingInputStream(new ByteArrayInputStream(bytes), loader)) {
      return in.readObject();
    }
  }

  @Test
  void aProxyWhoseInterfaceNobodyHasIsNotFound() throws Exception {
    byte[] bytes = written(proxy("app.Open"));
    assertThatThrownBy(() -> read(bytes, getClass().getClassLoader()))
        .isInstanceOf(ClassNotFoundException.class)
        .hasMessageContaining("app.Open");
  }

  @Test
  void proxiesOfTheUsersInterfacesAreRead() throws Exception {
    for (String type : new String[] {"app.Open", "app.Closed"}) {
      Object read = read(written(proxy(type)), user);
      assertThat(read).isInstanceOf(user.loadClass(type)).hasToString("hello");
    }
  }

  @Test
  void classesOfTheUsersAndPrimitivesAreRead() throws Exception {
    Class<?> type = user.loadClass("app.Handler");
    assertThat(read(written(type), user)).isSameAs(type);
    assertThat(read(written(int.class), user)).isSameAs(int.class);
  }
}
