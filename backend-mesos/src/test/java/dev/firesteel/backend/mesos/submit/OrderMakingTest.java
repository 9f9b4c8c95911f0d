package dev.firesteel.backend.mesos.submit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.backend.SubmissionClient.Submission;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.backend.mesos.dispatcher.DriverOrder;
import dev.firesteel.backend.mesos.dispatcher.UploadUri;
import dev.firesteel.shipping.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderMakingTest {
  private static final Digest HASH = Digest.of("x");

  @TempDir private Path directory;
  private final List<Path> uploaded = new ArrayList<>();

  private DriverOrder order(Map<String, String> settings) {
    OrderMaking orders =
        new OrderMaking(
            "me",
            file -> {
              uploaded.add(file);
              return UploadUri.of(HASH, file.getFileName().toString());
            },
            config -> Map.of("firesteel.hadoop.a", "1", "firesteel.driver.memory", "1g"));
    return orders.of(new Submission("report", "Main", List.of("in"), Config.of(settings)));
  }

  private Path file(String name) throws IOException {
    return Files.writeString(directory.resolve(name), "content of " + name);
  }

  private void assertRefused(
      ErrorCategory category, Map<String, String> settings, String... parts) {
    assertThatThrownBy(() -> order(settings))
        .isInstanceOfSatisfying(
            FiresteelException.class, e -> assertThat(e.category()).isEqualTo(category))
        .hasMessageContainingAll(parts);
    assertThat(uploaded).isEmpty();
  }

  @Test
  void whatCannotBeBroughtIsToldBeforeAnythingIsUploaded() throws IOException {
    String jar = file("a.jar").toString();
    assertRefused(
        ErrorCategory.INPUT_OUTPUT,
        Map.of("firesteel.jars", jar, "firesteel.files", "/no/such"),
        "/no/such");
    assertRefused(
        ErrorCategory.CONFIGURATION,
        Map.of("firesteel.jars", jar, "firesteel.files", directory + "#d"),
        "it is a directory");
    assertRefused(
        ErrorCategory.CONFIGURATION,
        Map.of("firesteel.files", file("a#b").toString()),
        "#",
        "rename");
    assertRefused(
        ErrorCategory.CONFIGURATION,
        Map.of("firesteel.files", jar, "firesteel.security.keytab", "/no/keytab"),
        "/no/keytab",
        "firesteel.security.keytab");
    Path large = Files.write(directory.resolve("large"), new byte[70_000]);
    assertRefused(
        ErrorCategory.CONFIGURATION,
        Map.of("firesteel.mesos.secret-file", large.toString()),
        "65536");
  }

  @Test
  void localFilesAreUploadedAndKeepTheirNames() throws IOException {
    Path jar = file("a.jar");
    Path data = file("my data.csv");
    Path archive = file("b.zip");
    DriverOrder order =
        order(
            Map.of(
                "firesteel.jars", jar.toUri() + ",https://h/y.jar",
                "firesteel.files", data + ",hdfs://n/z.csv#w.csv",
                "firesteel.archives", archive + "#dir"));
    assertThat(uploaded).containsExactly(jar, data, archive);
    String there = "upload:" + HASH.hex() + "/";
    assertThat(order.settings())
        .containsEntry("firesteel.jars", there + "a.jar,https://h/y.jar")
        .containsEntry("firesteel.files", there + "my_data.csv#my data.csv,hdfs://n/z.csv#w.csv")
        .containsEntry("firesteel.archives", there + "b.zip#dir");
  }

  @Test
  void whatIsTrueOnlyHereIsLeftOutAndTheRestGoesAlong() throws IOException {
    Path secret = file("secret");
    DriverOrder order =
        order(
            Map.of(
                "firesteel.io.hadoop-conf-dir", "/etc/hadoop",
                "firesteel.driver.host", "here",
                "firesteel.driver.bind-address", "0.0.0.0",
                "firesteel.driver.memory", "2g",
                "firesteel.mesos.dispatcher", "http://h:1",
                "firesteel.mesos.dispatcher.secret-file", secret.toString(),
                "firesteel.mesos.submit.wait", "false",
                "firesteel.mesos.secret-file", secret.toString()));
    assertThat(order.settings())
        .containsOnly(
            Map.entry("firesteel.hadoop.a", "1"),
            Map.entry("firesteel.app.name", "report"),
            Map.entry("firesteel.driver.memory", "2g"),
            Map.entry("firesteel.mesos.secret-file", secret.toString()));
    assertThat(order.privateFiles()).containsOnlyKeys("firesteel.mesos.secret-file");
    assertThat(order.privateFiles().get("firesteel.mesos.secret-file").content())
        .isEqualTo("content of secret".getBytes(UTF_8));
    assertThat(order.user()).isEqualTo("me");
    assertThat(order.name()).isEqualTo("report");
    assertThat(order.mainClass()).isEqualTo("Main");
    assertThat(order.arguments()).containsExactly("in");
    assertThat(order(Map.of()).key()).isNotEqualTo(order.key());
  }
}
