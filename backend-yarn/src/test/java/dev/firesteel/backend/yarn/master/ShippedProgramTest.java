package dev.firesteel.backend.yarn.master;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.backend.yarn.staging.StagedProgram;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.yarn.api.records.LocalResource;
import org.apache.hadoop.yarn.api.records.LocalResourceType;
import org.apache.hadoop.yarn.api.records.LocalResourceVisibility;
import org.apache.hadoop.yarn.api.records.URL;
import org.junit.jupiter.api.Test;

class ShippedProgramTest {
  private static final ShippedProgram PROGRAM =
      new ShippedProgram(
          "com.acme.Zähler",
          List.of("in put", "", "a\nfiresteel-environment:rm"),
          new TreeMap<>(Map.of("firesteel.jars", "/a b.jar", "firesteel.x", "s3cret")),
          new StagedProgram(
              Map.of(
                  "runtime",
                  LocalResource.newInstance(
                      URL.fromPath(new Path("hdfs://nn:8020/cache/ab cd.zip")),
                      LocalResourceType.PATTERN,
                      LocalResourceVisibility.PUBLIC,
                      123L,
                      456L,
                      "(?:lib/).*"),
                  "user/a.jar",
                  LocalResource.newInstance(
                      URL.fromPath(new Path("hdfs://nn:8020/user/a.jar")),
                      LocalResourceType.FILE,
                      LocalResourceVisibility.APPLICATION,
                      1L,
                      2L)),
              List.of("runtime/lib/x.jar"),
              Optional.of("user"),
              List.of("-Xshare:auto")));

  @Test
  void nothingShippedIsNoProgram() {
    assertThat(ShippedProgram.from(new Credentials())).isEmpty();
  }

  @Test
  void comesOutAsItWentIn() {
    Credentials tokens = new Credentials();
    PROGRAM.addTo(tokens);
    assertThat(ShippedProgram.from(tokens)).contains(PROGRAM);
  }

  @Test
  void isOneLineAmongTheTokensAndNoSecretInLogs() {
    Credentials tokens = new Credentials();
    PROGRAM.addTo(tokens);
    String text =
        new String(tokens.getSecretKey(new Text("firesteel.program")), StandardCharsets.US_ASCII);
    assertThat(text).matches("[A-Za-z0-9+/=]+");
    assertThat(PROGRAM.toString()).doesNotContain("s3cret");
  }
}
