package dev.firesteel.io.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.credential.CredentialsSource;
import dev.firesteel.api.credential.CredentialsSource.Need;
import dev.firesteel.api.error.FiresteelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When executors get tokens; none of this asks Hadoop. */
final class HadoopCredentialsTest {
  @TempDir Path directory;

  private Optional<CredentialsSource> open(String authentication, Map<String, String> more)
      throws IOException {
    Files.writeString(
        directory.resolve("core-site.xml"),
        "<configuration><property><name>hadoop.security.authentication</name><value>"
            + authentication
            + "</value></property></configuration>");
    Map<String, String> settings = new TreeMap<>(more);
    settings.put("firesteel.io.hadoop-conf-dir", directory.toString());
    settings.putIfAbsent("firesteel.master", "local-cluster[1,1,256]");
    return new HadoopCredentials().open(Config.of(settings));
  }

  @Test
  void aPrincipalWithoutKeytabIsRefused() {
    assertThatThrownBy(() -> open("kerberos", Map.of("firesteel.security.principal", "a@R")))
        .isInstanceOf(FiresteelException.class)
        .hasMessageStartingWith(
            "Cannot log in: firesteel.security.principal is set and firesteel.security.keytab is"
                + " not");
  }

  @Test
  void aPlainClusterNeedsNone() throws IOException {
    assertThat(open("simple", Map.of())).isEmpty();
    String key = "firesteel.hadoop.hadoop.security.authentication";
    assertThat(open("kerberos", Map.of(key, "simple"))).isEmpty();
    assertThat(open("simple", Map.of(key, "Kerberos"))).isPresent();
  }

  @Test
  void onThisMachineTokensAreMadeWhenTheyAreUsed() throws IOException {
    assertThat(open("kerberos", Map.of()))
        .hasValueSatisfying(source -> assertThat(source.need()).isEqualTo(Need.WHEN_USED));
    assertThat(open("kerberos", Map.of("firesteel.security.file-systems", "hdfs://x")))
        .hasValueSatisfying(source -> assertThat(source.need()).isEqualTo(Need.FROM_THE_START));
  }

  @Test
  void onAClusterTheyAreMadeFromTheStart() throws IOException {
    assertThat(open("kerberos", Map.of("firesteel.master", "yarn")))
        .hasValueSatisfying(source -> assertThat(source.need()).isEqualTo(Need.FROM_THE_START));
  }

  /** As by the thread that makes them early, when a session ends at once. */
  @Test
  void afterItsEndNoneAreMadeAndNothingIsKeptOpen() throws IOException {
    CredentialsSource source = open("kerberos", Map.of()).orElseThrow();
    source.close();
    assertThatThrownBy(source::make)
        .isInstanceOf(FiresteelException.class)
        .hasMessage("Cannot make delegation tokens: the session has ended");
  }
}
