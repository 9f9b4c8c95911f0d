package dev.firesteel.it.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.classes.UserClassLoader;
import dev.firesteel.api.config.Config;
import dev.firesteel.it.hdfs.Hdfs;
import dev.firesteel.it.yarn.Yarn;
import dev.firesteel.it.yarn.YarnExtension;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A user's program with old versions of libraries that Firesteel and Hadoop use in newer ones. It
 * reads a real HDFS meanwhile.
 */
@Timeout(600)
@ExtendWith(YarnExtension.class)
final class OldLibrariesTest {
  private static final String OLD =
      "jackson-databind-2.2.3.jar protobuf-java-2.5.0.jar guava-11.0.2.jar kryo-shaded-4.0.2.jar"
          + " commons-cli-1.1.jar commons-io-1.4.jar";

  @TempDir private Path directory;
  private Launcher launcher;
  private Path own;

  @BeforeEach
  void setUp() throws IOException {
    launcher = new Launcher(directory);
    own = Files.writeString(directory.resolve("own.txt"), "mine\n");
  }

  @AfterEach
  void endWhatRuns() {
    launcher.close();
  }

  private static List<Path> libraries() throws IOException {
    try (Stream<Path> jars = Files.list(Path.of("target", "old-libraries"))) {
      return jars.map(jar -> jar.toAbsolutePath().normalize()).sorted().toList();
    }
  }

  private Path program() throws IOException {
    String source;
    try (InputStream in = OldLibrariesTest.class.getResourceAsStream("OldLibraries.java.txt")) {
      source = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    List<Path> compileWith = new ArrayList<>(libraries());
    compileWith.addAll(UserJar.distributed("hadoop-common-", "firesteel-scheduler-core-"));
    return UserJar.of(
        directory,
        "OldLibraries",
        source,
        compileWith,
        Map.of(
            "META-INF/services/app.OldLibraries$Greeter", "app.OldLibraries$Hello",
            "META-INF/services/dev.firesteel.scheduler.driver.SchedulerListener",
                "app.OldLibraries$Listener",
            "META-INF/services/org.apache.hadoop.fs.FileSystem", "app.OldLibraries$OwnFiles"));
  }

  private Launcher.Ended submit(Hdfs hdfs, List<String> options) throws Exception {
    hdfs.write("in.txt", "a\nb\na\n");
    List<String> words = new ArrayList<>(List.of("submit", "--class", "app.OldLibraries"));
    words.addAll(options);
    words.add("--jars");
    words.add(joined(libraries()));
    words.addAll(List.of(program().toString(), hdfs.uri("in.txt"), own.toString()));
    return launcher.run(words.toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(strings = {"local[2]", "local-cluster[2,1,256]"})
  void theProgramHasItsLibrariesAndTheEngineItsOwn(String master, Yarn yarn) throws Exception {
    Launcher.Ended ended = submit(yarn.hdfs(), List.of("--master", master));
    assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
    check(ended.out().lines().toList());
  }

  /** In this JVM, as the launcher does it. */
  @Test
  void soItIsOnYarn(Yarn yarn) throws Exception {
    yarn.hdfs().write("in.txt", "a\nb\na\n");
    Map<String, String> settings =
        Map.of(
            "firesteel.master", "yarn",
            "firesteel.io.hadoop-conf-dir", yarn.cluster().configDirectory().toString(),
            "firesteel.driver.host", "127.0.0.1",
            "firesteel.executor.memory", "192m",
            "firesteel.executor.memory-overhead", "192m",
            "firesteel.classes.isolated", "true",
            "firesteel.jars", program() + "," + joined(libraries()));
    List<String> out = new ArrayList<>();
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    settings.forEach(System::setProperty);
    try (UserClassLoader loader =
        UserClassLoader.open(Config.of(settings), OldLibrariesTest.class.getClassLoader())) {
      thread.setContextClassLoader(loader);
      String[] arguments = {yarn.hdfs().uri("in.txt"), own.toString()};
      Consumer<String> print = out::add;
      loader
          .loadClass("app.OldLibraries")
          .getMethod("run", String[].class, Consumer.class)
          .invoke(null, arguments, print);
    } finally {
      thread.setContextClassLoader(before);
      settings.keySet().forEach(System::clearProperty);
    }
    check(out);
  }

  private static void check(List<String> out) {
    String failure = out.stream().filter(line -> line.startsWith("failure: ")).findFirst().get();
    assertThat(failure).contains("app.OldLibraries$Refused: refused b");
    assertThat(out)
        .containsExactly(
            "jackson in main: jackson-databind-2.2.3.jar",
            "main: " + OLD,
            "task: a " + OLD,
            "task: b " + OLD,
            "task: a " + OLD,
            "shuffled: 3 of 2",
            "shuffled: 3 of 2",
            "in tasks: [1broadcastsquawk[hello], 2broadcastsquawk[hello]]",
            "own files: [mine]",
            failure,
            "listener: true");
  }

  private static String joined(List<Path> jars) {
    return jars.stream().map(Path::toString).collect(Collectors.joining(","));
  }

  @Test
  void whoWantsTheEnginesLibrariesCanHaveThem(Yarn yarn) throws Exception {
    Launcher.Ended ended =
        submit(
            yarn.hdfs(),
            List.of("--master", "local[2]", "--conf", "firesteel.classes.isolated=false"));
    assertThat(ended.out()).as(ended.err()).startsWith("jackson in main: jackson-databind-2.18.");
  }
}
