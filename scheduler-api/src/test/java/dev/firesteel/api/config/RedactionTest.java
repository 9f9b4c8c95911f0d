package dev.firesteel.api.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "firesteel.hadoop.fs.s3a.secret.key",
        "firesteel.hadoop.fs.s3a.access.key",
        "firesteel.hadoop.fs.azure.account.key.x.core.windows.net",
        "firesteel.hadoop.fs.azure.sas.container.x.blob.core.windows.net",
        "firesteel.hadoop.fs.s3a.encryption.key",
        "firesteel.hadoop.fs.s3a.server-side-encryption.key",
        "firesteel.hadoop.ssl.keystore.pass",
        "firesteel.yarn.environment.DB_PASSWORD",
        "firesteel.yarn.environment.GITHUB_TOKEN",
        "firesteel.hadoop.ssl.server.keystore.PassWd",
        "firesteel.hadoop.acme.credentials"
      })
  void valuesOfSecretsAreHidden(String name) {
    assertThat(Redaction.shown(name, "s3cret")).isEqualTo("*****");
  }

  @Test
  void secretsInsideOfValuesAreHidden() {
    assertThat(
            Redaction.shown(
                "firesteel.driver.java-options",
                "-Xmx1g -Djavax.net.ssl.trustStorePassword=abc -Da=b -Dmy.token=d=e"))
        .isEqualTo("-Xmx1g -Djavax.net.ssl.trustStorePassword=***** -Da=b -Dmy.token=*****");
    assertThat(Redaction.shown("firesteel.jars", "https://me:pw@repo/a.jar,https://repo/b.jar"))
        .isEqualTo("https://me:*****@repo/a.jar,https://repo/b.jar");
  }

  @Test
  void othersAreShownAsTheyAre() {
    assertThat(Redaction.shown("firesteel.security.keytab", "/etc/a.keytab"))
        .isEqualTo("/etc/a.keytab");
    assertThat(Redaction.shown("firesteel.master", "local[2]")).isEqualTo("local[2]");
    assertThat(Redaction.shown("firesteel.acme.compass", "north")).isEqualTo("north");
    assertThat(Redaction.shown("firesteel.hadoop.acme.token", "")).isEmpty();
  }

  @Test
  void errorsDoNotShowThemEither() {
    ConfigKey<Integer> key = Keys.number("firesteel.acme.password", 1, "A number.");
    Config config = Config.of(Map.of(key.name(), "hunter2"));
    assertThat(new ConfigCheck(java.util.List.of(key)).problems(config).toString())
        .contains("'*****' but")
        .doesNotContain("hunter2");
    assertThatThrownBy(() -> config.get(key))
        .hasMessageContaining("'*****'")
        .message()
        .doesNotContain("hunter2");
  }
}
