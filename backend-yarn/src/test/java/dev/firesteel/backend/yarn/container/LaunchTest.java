package dev.firesteel.backend.yarn.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.backend.ExecutorProgram;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.resource.ResourceProfile;
import dev.firesteel.api.resource.Resources;
import dev.firesteel.backend.yarn.staging.StagedProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.yarn.api.records.ContainerLaunchContext;
import org.apache.hadoop.yarn.api.records.LocalResource;
import org.apache.hadoop.yarn.api.records.LocalResourceType;
import org.apache.hadoop.yarn.api.records.LocalResourceVisibility;
import org.apache.hadoop.yarn.api.records.URL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaunchTest {
  private static final List<String> NASTY =
      List.of(
          "plain",
          "two words",
          "",
          "'single' \"double\"",
          "$HOME ${HOME} `id` $(id) \\ * ? ~ # ! & | ; < > ( ) [ ] \\\\",
          "<LOG_DIR> <CPS> <ADD_OPENS> {{HOME}} {{ }} {{{}}} <<LOG_DIR>>",
          "a\nb\tc\rd",
          "--flag=a,b;c=d",
          "-e",
          "'",
          "\"",
          "\\",
          "Grüße \u20ac \ud83d\ude00",
          "'\\''");

  @TempDir Path base;

  @Test
  void argumentsArriveAsTheyAre() throws Exception {
    NodeScript.Given given = run(Map.of(), List.of(), NASTY, Map.of());
    assertThat(tail(given.arguments(), NASTY.size())).isEqualTo(NASTY);
  }

  @Test
  void optionsArriveAsTheyAreButForTheLogDirectory() throws Exception {
    List<String> options = List.of("-Da=$HOME 'b' {{c}}", "-Xlog:gc:file=<LOG_DIR>/gc-$X.log");
    NodeScript script = script(Map.of(), options, List.of(), Map.of());
    assertThat(script.run().arguments())
        .contains("-Da=$HOME 'b' {{c}}", "-Xlog:gc:file=" + script.logs + "/gc-$X.log");
  }

  @Test
  void secretsArriveAndAreInNoScript() throws Exception {
    Map<String, String> secrets = new TreeMap<>();
    for (int i = 0; i < NASTY.size(); i++) {
      secrets.put("SECRET_" + i, "s3cr3t " + NASTY.get(i));
    }
    NodeScript script = script(Map.of(), List.of(), List.of(), secrets);
    assertThat(script.run().environment()).containsAllEntriesOf(secrets);
    assertThat(Files.readString(script.script)).doesNotContain("s3cr3t");
  }

  @Test
  void secretsAreFoundAmongTokensWithAnyBytes() throws Exception {
    byte[] bytes = new byte[512];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    Credentials tokens = new Credentials();
    tokens.addSecretKey(new Text("a"), bytes);
    tokens.addSecretKey(new Text("z"), bytes);
    ContainerLaunchContext context =
        LaunchContexts.ofExecutors(Config.empty())
            .executor(launch(List.of(), List.of(), Map.of("KEY", "value")), FILES, tokens);
    assertThat(new NodeScript(base, context).run().environment()).containsEntry("KEY", "value");
    assertThat(tokens.numberOfSecretKeys()).isEqualTo(2);
  }

  @Test
  void variablesOfTheSettingsArriveAsTheyAreButForReferences() throws Exception {
    Map<String, String> settings = new TreeMap<>();
    for (int i = 0; i < NASTY.size(); i++) {
      String literal = NASTY.get(i).replace("{{HOME}}", "");
      settings.put("firesteel.yarn.environment.V_" + i, literal);
    }
    settings.put("firesteel.yarn.environment.LIBRARIES", "{{JAVA_HOME}}s/lib:$HOME");
    settings.put("firesteel.yarn.environmental", "something else");
    NodeScript script = script(settings, List.of(), List.of(), Map.of());
    NodeScript.Given given = script.run();
    for (int i = 0; i < NASTY.size(); i++) {
      assertThat(given.environment()).containsEntry("V_" + i, NASTY.get(i).replace("{{HOME}}", ""));
    }
    assertThat(given.environment())
        .containsEntry("LIBRARIES", base.resolve("java home") + "s/lib:$HOME");
  }

  @Test
  void nameThatCannotBeAVariableIsRefused() {
    assertThatThrownBy(
            () ->
                LaunchContexts.ofExecutors(
                    Config.of(Map.of("firesteel.yarn.environment.A-B", "1"))))
        .isInstanceOf(FiresteelException.class)
        .hasMessageContaining("'A-B' cannot be a variable");
  }

  @Test
  void shellIsReplacedSoThatSignalsAndCodesAreTheProcessesOwn() throws Exception {
    NodeScript script = script(does("exit 7"), List.of(), List.of(), Map.of());
    NodeScript.Given given = script.run();
    assertThat(given.code()).isEqualTo(7);
    assertThat(Files.readString(script.work.resolve("given-pid")).strip())
        .isEqualTo(Long.toString(given.shell()));
  }

  @Test
  void killedProcessEndsWithItsSignal() throws Exception {
    assertThat(run(does("kill -9 $$"), List.of(), List.of(), Map.of()).code()).isEqualTo(137);
  }

  @Test
  void withoutJavaHomeThePathIsLookedThrough() throws Exception {
    NodeScript script = script(Map.of(), List.of(), List.of(), Map.of()).without("JAVA_HOME");
    Files.writeString(
        script.script,
        Files.readString(script.script)
            .replaceFirst("export PWD", "export PATH=\"" + base + "/java home/bin:/bin\"\n$0"));
    assertThat(script.run().arguments()).contains("Main");
  }

  @Test
  void missingJavaIsCode127AndSaysSoInTheLog() throws Exception {
    NodeScript script =
        script(
            Map.of("firesteel.yarn.environment.JAVA_HOME", "/no/such"),
            List.of(),
            List.of(),
            Map.of());
    assertThat(script.run().code()).isEqualTo(127);
    assertThat(Files.readString(script.logs.resolve("stderr"))).contains("/no/such/bin/java");
  }

  @Test
  void logsAreWhereYarnLooksForThem() throws Exception {
    NodeScript script = script(Map.of(), List.of(), List.of(), Map.of());
    script.run();
    assertThat(script.logs.resolve("stdout")).hasContent("to stdout");
    assertThat(script.logs.resolve("stderr")).hasContent("to stderr");
  }

  @Test
  void processHasDirectoriesOfItsContainer() throws Exception {
    NodeScript script = script(Map.of(), List.of(), List.of(), Map.of());
    assertThat(script.run().arguments())
        .contains(
            "-Djava.io.tmpdir=" + script.work + "/tmp",
            "-Dfiresteel.scratch=/disk1/app 1/container_1:/disk2/app 1/container_1",
            "-Dfiresteel.localized=" + script.work + "/user",
            "-XX:ErrorFile=" + script.logs + "/jvm-error",
            "-cp",
            "runtime/a.jar:runtime/b c.jar",
            "-XX:SharedArchiveFile=runtime/classes.jsa");
  }

  @Test
  void jvmFitsItsContainer() throws Exception {
    assertThat(run(Map.of(), List.of(), List.of(), Map.of()).arguments())
        .contains(
            "-Xmx1000m",
            "-XX:MaxDirectMemorySize=192m",
            "-XX:+UseParallelGC",
            "-XX:ParallelGCThreads=3",
            "-XX:+ExitOnOutOfMemoryError");
  }

  @Test
  void optionsOfTheUserWin() throws Exception {
    List<String> options = List.of("-XX:+UseG1GC", "-XX:MaxDirectMemorySize=1g");
    assertThat(run(Map.of(), options, List.of(), Map.of()).arguments())
        .containsAll(options)
        .doesNotContain("-XX:+UseParallelGC", "-XX:MaxDirectMemorySize=192m");
  }

  @Test
  void settingsOfTheLoggingAreThoseAmongTheApplicationsFiles() throws Exception {
    List<String> options =
        List.of(
            "-Dlog4j2.configurationFile=/home/me/mine.xml",
            "-Dlog4j.configurationFile=file:/home/me/other.xml",
            "-Dlog4j.firesteel.level=info");
    assertThat(run(Map.of(), options, List.of(), Map.of()).arguments())
        .contains("-Dlog4j2.configurationFile=user/mine.xml", "-Dlog4j.firesteel.level=info")
        .noneMatch(argument -> argument.contains("other.xml"));
  }

  @Test
  void imageIsAskedOfTheDockerRuntime() throws Exception {
    assertThat(
            context(
                    Map.of("firesteel.yarn.container-image", "registry/java:17"),
                    List.of(),
                    List.of(),
                    Map.of())
                .getEnvironment())
        .containsEntry("YARN_CONTAINER_RUNTIME_TYPE", "docker")
        .containsEntry("YARN_CONTAINER_RUNTIME_DOCKER_IMAGE", "registry/java:17");
  }

  private static final StagedProgram FILES =
      new StagedProgram(
          Map.of(
              "user/mine.xml",
              LocalResource.newInstance(
                  URL.newInstance("hdfs", "nn", 8020, "/mine.xml"),
                  LocalResourceType.FILE,
                  LocalResourceVisibility.PRIVATE,
                  1,
                  1)),
          List.of("runtime/a.jar", "runtime/b c.jar"),
          Optional.of("user"),
          List.of("-XX:SharedArchiveFile=runtime/classes.jsa"));

  private static Map<String, String> does(String what) {
    return Map.of("firesteel.yarn.environment.JAVA_DOES", what);
  }

  private static List<String> tail(List<String> all, int count) {
    return all.subList(all.size() - count, all.size());
  }

  private static ExecutorLaunch launch(
      List<String> options, List<String> arguments, Map<String, String> secrets) {
    ResourceProfile profile = ResourceProfile.ofExecutor(new ProfileId("p"), Resources.of(3, 1000));
    return new ExecutorLaunch(
        new ExecutorId("e"),
        profile,
        new ExecutorProgram("Main", List.of(), options),
        arguments,
        new TreeMap<>(secrets));
  }

  private static ContainerLaunchContext context(
      Map<String, String> settings,
      List<String> options,
      List<String> arguments,
      Map<String, String> secrets) {
    return LaunchContexts.ofExecutors(Config.of(settings))
        .executor(launch(options, arguments, secrets), FILES, new Credentials());
  }

  private NodeScript script(
      Map<String, String> settings,
      List<String> options,
      List<String> arguments,
      Map<String, String> secrets)
      throws IOException {
    return new NodeScript(base, context(settings, options, arguments, secrets));
  }

  private NodeScript.Given run(
      Map<String, String> settings,
      List<String> options,
      List<String> arguments,
      Map<String, String> secrets)
      throws IOException, InterruptedException {
    return script(settings, options, arguments, secrets).run();
  }
}
