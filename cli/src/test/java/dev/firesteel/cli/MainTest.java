package dev.firesteel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir Path directory;

  private int run(String... args) {
    return Main.run(args, new PrintWriter(out, true), new PrintWriter(err, true));
  }

  @Test
  void withoutArgumentsShowsUsageAndFails() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString())
        .contains("submit", "example", "config", "local-cluster[n,cores,MiB]");
  }

  @Test
  void helpOfEachCommandSucceeds() {
    for (String command : new String[] {"submit", "example", "config"}) {
      assertThat(run(command, "--help")).as(command).isZero();
    }
    assertThat(out.toString()).contains("--master", "--properties-file", "wordcount", "--markdown");
  }

  @Test
  void helpPagesNameEveryOption() {
    SubmitCommand.options()
        .getOptions()
        .forEach(option -> assertThat(Help.page("submit")).contains("--" + option.getLongOpt()));
    Arguments.application()
        .getOptions()
        .forEach(option -> assertThat(Help.page("example")).contains("--" + option.getLongOpt()));
    VerifyCommand.options()
        .getOptions()
        .forEach(option -> assertThat(Help.page("verify")).contains("--" + option.getLongOpt()));
    ConfigCommand.options()
        .getOptions()
        .forEach(option -> assertThat(Help.page("config")).contains("--" + option.getLongOpt()));
  }

  @Test
  void unknownOptionOfSubmitSuggestsTheNearest() {
    assertThat(run("submit", "--mster", "x")).isEqualTo(2);
    assertThat(err.toString()).contains("--mster").contains("--master");
  }

  @Test
  void unknownOptionSuggestsTheNearest() {
    assertThat(run("example", "--mster", "local", "pi")).isEqualTo(2);
    assertThat(err.toString()).contains("--mster").contains("--master");
  }

  @Test
  void unknownExampleNamesAll() {
    assertThat(run("example", "nope")).isEqualTo(2);
    assertThat(err.toString())
        .contains("'nope'")
        .contains("wordcount, top, sort, pagerank, degrees, lr and pi");
  }

  @Test
  void missingJarIsNamed() {
    assertThat(run("submit", "--class", "a.B", "no-such.jar")).isEqualTo(2);
    assertThat(err.toString()).contains("no-such.jar").contains("no such readable file");
  }

  @Test
  void classThatIsNotInTheJarIsNamed() throws Exception {
    assertThat(run("submit", "--class", "com.acme.Missing", jar(new Manifest()))).isEqualTo(2);
    assertThat(err.toString()).contains("com.acme.Missing").contains("no jar holds it");
  }

  @Test
  void classWithoutMainIsExplained() throws Exception {
    assertThat(run("submit", "--class", "java.lang.String", jar(new Manifest()))).isEqualTo(2);
    assertThat(err.toString()).contains("public static void main");
  }

  @Test
  void jarWithoutMainClassAsksForIt() throws Exception {
    assertThat(run("submit", jar(new Manifest()))).isEqualTo(2);
    assertThat(err.toString()).contains("--class");
  }

  @Test
  void theManifestOfAJarOfTheWebIsNotBlamed() {
    assertThat(run("submit", "https://example.org/app.jar")).isEqualTo(2);
    assertThat(err.toString())
        .contains("https://example.org/app.jar: the manifest of a jar of the web is not looked at")
        .contains("--class");
  }

  @Test
  void mainThatThrowsFailsWithItsStackTrace() throws Exception {
    assertThat(run("submit", "--class", Throwing.class.getName(), jar(new Manifest())))
        .isEqualTo(1);
    assertThat(err.toString())
        .contains("IllegalStateException: boom")
        .contains("at " + Throwing.class.getName());
  }

  @Test
  void aClassThatNoJarHoldsIsExplained() throws Exception {
    assertThat(run("submit", "--class", Lacking.class.getName(), jar(new Manifest()))).isEqualTo(1);
    assertThat(err.toString())
        .startsWith(
            "firesteel: the application failed: a class that it needs is in no jar (give its jar with"
                + " --jars)")
        .contains("NoClassDefFoundError: org/example/Format");
  }

  @Test
  void mainClassComesFromTheManifestAndSettingsReachIt() throws Exception {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Recording.class.getName());
    Path properties =
        Files.writeString(
            directory.resolve("p.properties"), "firesteel.master=local\nfiresteel.app.name=file\n");
    assertThat(
            run(
                "submit",
                "--properties-file",
                properties.toString(),
                "--name",
                "option",
                "--master",
                "local[2]",
                "--conf",
                "firesteel.app.name=conf",
                jar(manifest),
                "--class",
                "x"))
        .as(err.toString())
        .isZero();
    assertThat(Recording.seen).isEqualTo("local[2] conf [--class, x]");
    assertThat(System.getProperty("firesteel.master")).isNull();
  }

  @Test
  void verboseShowsSettingsButNoSecrets() throws Exception {
    assertThat(
            run(
                "submit",
                "--verbose",
                "--conf",
                "firesteel.hadoop.fs.s3a.secret.key=hunter2",
                "--class",
                Recording.class.getName(),
                jar(new Manifest())))
        .isZero();
    assertThat(err.toString())
        .contains("setting firesteel.hadoop.fs.s3a.secret.key=*****")
        .doesNotContain("hunter2");
  }

  @Test
  void clusterModeOnLocalMasterIsRefused() throws Exception {
    assertThat(run("submit", "--deploy-mode", "cluster", "--class", "a.B", jar(new Manifest())))
        .isEqualTo(2);
    assertThat(err.toString()).contains("--deploy-mode client");
  }

  @Test
  void configListsSettingsByWord() {
    assertThat(run("config", "heartbeat")).isZero();
    assertThat(out.toString())
        .contains("firesteel.executor.heartbeat-interval")
        .doesNotContain("firesteel.master");
  }

  private String jar(Manifest manifest) throws Exception {
    Path jar = directory.resolve("app.jar");
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    return jar.toString();
  }

  /** A user's program that fails. */
  public static final class Throwing {
    private Throwing() {}

    /** Fails. */
    public static void main(String[] args) {
      throw new IllegalStateException("boom");
    }
  }

  /** A user's program without one of its jars. */
  public static final class Lacking {
    private Lacking() {}

    /** Fails. */
    public static void main(String[] args) {
      throw new NoClassDefFoundError("org/example/Format");
    }
  }

  /** A user's program that tells what it was given. */
  public static final class Recording {
    static String seen = "";

    private Recording() {}

    /** Tells. */
    public static void main(String[] args) {
      seen =
          System.getProperty("firesteel.master")
              + " "
              + System.getProperty("firesteel.app.name")
              + " "
              + java.util.List.of(args);
    }
  }
}
