package dev.firesteel.api.classes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.config.ClassKeys;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.api.error.FiresteelException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class UserClassLoaderTest {
  @TempDir private Path directory;
  private Path user;
  private URLClassLoader firesteel;

  @BeforeEach
  void twoClassPaths() throws IOException {
    Path engine =
        new Jars(directory)
            .says("lib.Json", "new")
            .says("lib.OnlyOurs", "ours")
            .says("dev.firesteel.fake.Api", "new")
            .says("org.slf4j.fake.Logger", "new")
            .text("a.txt", "new")
            .text("core-default.xml", "new")
            .text("META-INF/services/lib.Json", "lib.Json2")
            .text("META-INF/services/java.util.concurrent.Callable", "lib.OurCallable")
            .source("lib.OurCallable", callable("OurCallable", "new"))
            .write("engine.jar");
    user =
        new Jars(directory)
            .says("lib.Json", "old")
            .says("app.Main", "app")
            .says("dev.firesteel.fake.Api", "old")
            .says("dev.firesteel.fake.Program", "app")
            .says("org.slf4j.fake.Logger", "old")
            .says("org.slf4j.fake.special.Logger", "old")
            .says("javax.fake.Inject", "old")
            .text("a.txt", "old")
            .text("core-default.xml", "old")
            .text("META-INF/services/lib.Json", "lib.Json")
            .text("META-INF/services/java.util.concurrent.Callable", "lib.UserCallable")
            .source("lib.UserCallable", callable("UserCallable", "old"))
            .write("user.jar");
    firesteel =
        new URLClassLoader(
            new URL[] {engine.toUri().toURL()}, UserClassLoaderTest.class.getClassLoader());
  }

  private static String callable(String name, String word) {
    return ("package lib; public class %s implements java.util.concurrent.Callable<String> {"
            + " public String call() { return \"%s\"; } }")
        .formatted(name, word);
  }

  @AfterEach
  void close() throws IOException {
    firesteel.close();
  }

  private Config config() {
    return Config.empty().with(CoreKeys.JARS, user.toString()).with(ClassKeys.ISOLATED, "true");
  }

  private static String said(ClassLoader loader, String type) throws ReflectiveOperationException {
    return loader.loadClass(type).getConstructor().newInstance().toString();
  }

  private static String text(InputStream in) throws IOException {
    try (in) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void aJarThatIsNotThereIsNamed() {
    Config config = Config.empty().with(CoreKeys.JARS, directory + "/no.jar");
    assertThatThrownBy(() -> UserClassLoader.open(config, firesteel))
        .isInstanceOf(FiresteelException.class)
        .hasMessageContaining("no.jar' in firesteel.jars: there is no such readable file");
  }

  @Test
  void aClassThatNobodyHasIsNotFound() throws Exception {
    try (UserClassLoader loader = UserClassLoader.open(config(), firesteel)) {
      assertThatThrownBy(() -> loader.loadClass("lib.Nothing"))
          .isInstanceOf(ClassNotFoundException.class)
          .hasMessage("lib.Nothing");
      assertThat(loader.getResource("nothing.txt")).isNull();
    }
  }

  @Test
  void theUsersLibrariesAreTheUsers() throws Exception {
    try (UserClassLoader loader = UserClassLoader.open(config(), firesteel)) {
      assertThat(said(loader, "lib.Json")).isEqualTo("old");
      assertThat(said(loader, "app.Main")).isEqualTo("app");
      assertThat(said(loader, "lib.OnlyOurs")).isEqualTo("ours");
      assertThat(said(firesteel, "lib.Json")).isEqualTo("new");
    }
  }

  @Test
  void stackTracesNameClassesOnly() throws Exception {
    Path jar =
        new Jars(directory)
            .source(
                "app.Thrower",
                "package app; public class Thrower { public String toString() {"
                    + " throw new IllegalStateException(); } }")
            .write("thrower.jar");
    Config config = config().with(CoreKeys.JARS, jar.toString());
    try (UserClassLoader loader = UserClassLoader.open(config, firesteel)) {
      assertThatThrownBy(() -> said(loader, "app.Thrower"))
          .satisfies(
              thrown ->
                  assertThat(thrown.getStackTrace()[0].toString())
                      .startsWith("app.Thrower.toString("));
    }
  }

  @Test
  void whatBothShareIsFiresteels() throws Exception {
    try (UserClassLoader loader = UserClassLoader.open(config(), firesteel)) {
      assertThat(loader.loadClass("dev.firesteel.fake.Api"))
          .isSameAs(firesteel.loadClass("dev.firesteel.fake.Api"));
      assertThat(said(loader, "dev.firesteel.fake.Program")).isEqualTo("app");
      assertThat(said(loader, "org.slf4j.fake.Logger")).isEqualTo("new");
      assertThat(loader.loadClass(Config.class.getName())).isSameAs(Config.class);
    }
  }

  @Test
  void theJdksOwnAreTheJdksAndItsNeighboursAreTheUsers() throws Exception {
    try (UserClassLoader loader = UserClassLoader.open(config(), firesteel)) {
      assertThat(loader.loadClass("javax.net.SocketFactory"))
          .isSameAs(javax.net.SocketFactory.class);
      assertThat(said(loader, "javax.fake.Inject")).isEqualTo("old");
    }
  }

  @Test
  void settingsMakeExceptionsAndTheLongestPrefixCounts() throws Exception {
    Config config =
        config()
            .with(ClassKeys.PARENT_FIRST, "lib.,org.slf4j.fake.L")
            .with(ClassKeys.CHILD_FIRST, "org.slf4j.fake.");
    try (UserClassLoader loader = UserClassLoader.open(config, firesteel)) {
      assertThat(said(loader, "lib.Json")).isEqualTo("new");
      assertThat(said(loader, "org.slf4j.fake.Logger")).isEqualTo("new");
      assertThat(said(loader, "org.slf4j.fake.special.Logger")).isEqualTo("old");
    }
    try (UserClassLoader loader =
        UserClassLoader.open(config().with(ClassKeys.CHILD_FIRST, "org.slf4j."), firesteel)) {
      assertThat(said(loader, "org.slf4j.fake.Logger")).isEqualTo("old");
    }
  }

  @Test
  void notIsolatedTheParentComesFirstInAll() throws Exception {
    try (UserClassLoader loader =
            UserClassLoader.open(config().with(ClassKeys.ISOLATED, "false"), firesteel);
        UserClassLoader behind = UserClassLoader.behind(config(), firesteel)) {
      for (UserClassLoader each : List.of(loader, behind)) {
        assertThat(said(each, "lib.Json")).isEqualTo("new");
        assertThat(said(each, "app.Main")).isEqualTo("app");
        assertThat(text(each.getResourceAsStream("a.txt"))).isEqualTo("new");
      }
    }
  }

  @Test
  void resourcesComeInTheSameOrderAndHadoopsDefaultsStayHadoops() throws Exception {
    try (UserClassLoader loader = UserClassLoader.open(config(), firesteel)) {
      assertThat(text(loader.getResourceAsStream("a.txt"))).isEqualTo("old");
      assertThat(text(loader.getResourceAsStream("core-default.xml"))).isEqualTo("new");
      List<URL> all = Collections.list(loader.getResources("a.txt"));
      assertThat(all).hasSize(2);
      assertThat(all.get(0).toString()).contains("user.jar");
      assertThat(all.get(1).toString()).contains("engine.jar");
    }
  }

  @Test
  @SuppressWarnings("rawtypes")
  void servicesOfBothAreFoundTheUsersFirst() throws Exception {
    try (UserClassLoader loader = UserClassLoader.open(config(), firesteel)) {
      assertThat(ServiceLoader.load(Callable.class, loader))
          .extracting(Callable::call)
          .containsExactly("old", "new");
    }
  }

  @Test
  void anInterfaceOfTheUsersHasOnlyServicesOfTheUsers() throws Exception {
    try (UserClassLoader loader = UserClassLoader.open(config(), firesteel)) {
      assertThat(ServiceLoader.load(loader.loadClass("lib.Json"), loader))
          .extracting(Object::toString)
          .containsExactly("old");
    }
  }

  @Test
  void aLoaderThatHasTheJarsIsKnown() throws Exception {
    try (UserClassLoader loader = UserClassLoader.open(config(), firesteel);
        URLClassLoader inner = new URLClassLoader(new URL[0], loader)) {
      assertThat(UserClassLoader.holds(loader, config())).isTrue();
      assertThat(UserClassLoader.holds(inner, config())).isTrue();
      assertThat(UserClassLoader.holds(firesteel, config())).isFalse();
      assertThat(UserClassLoader.holds(firesteel, Config.empty())).isTrue();
      Config more =
          config().with(CoreKeys.JARS, user + "," + new Jars(directory).write("more.jar"));
      assertThat(UserClassLoader.holds(loader, more)).isFalse();
    }
  }

  @Test
  @Timeout(60)
  void aClosedLoaderIsCollected() throws Exception {
    WeakReference<ClassLoader> loader = used();
    while (!loader.refersTo(null)) {
      System.gc();
    }
    assertThat(loader.refersTo(null)).isTrue();
  }

  private WeakReference<ClassLoader> used() throws Exception {
    try (UserClassLoader loader = UserClassLoader.open(config(), firesteel)) {
      said(loader, "lib.Json");
      return new WeakReference<>(loader);
    }
  }
}
