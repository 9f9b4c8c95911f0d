package dev.firesteel.backend.mesos.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.shipping.Digest;
import org.junit.jupiter.api.Test;

class UploadUriTest {
  private static final Digest HASH = Digest.of("content");

  @Test
  void whatIsNoUploadIsNotReadAsOne() {
    for (String text :
        new String[] {
          "hdfs://n/x",
          "upload:x/a.jar",
          "upload:" + HASH.hex(),
          "upload:" + HASH.hex() + "/",
          "upload:" + HASH.hex() + "/..",
          "upload:" + HASH.hex() + "/a/b",
          "upload:" + HASH.hex() + "/a b",
          "upload:" + HASH.hex().toUpperCase(java.util.Locale.ROOT) + "/a.jar"
        }) {
      assertThat(UploadUri.parse(text)).as(text).isEmpty();
    }
    assertThatThrownBy(() -> new UploadUri(HASH, "../x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("../x");
  }

  @Test
  void itIsReadAsItIsWritten() {
    UploadUri uri = new UploadUri(HASH, "app-1.0.jar");
    assertThat(UploadUri.parse(uri.toString())).contains(uri);
    assertThat(UploadUri.ofPath(uri.path())).contains(uri);
  }

  @Test
  void namesOfFilesAreMadePlainAndKeepTheirEnds() {
    assertThat(UploadUri.of(HASH, "my data.csv").name()).isEqualTo("my_data.csv");
    assertThat(UploadUri.of(HASH, ".hidden").name()).isEqualTo("_hidden");
    assertThat(UploadUri.of(HASH, "ä,#%.tar.gz").name()).isEqualTo("____.tar.gz");
    assertThat(UploadUri.of(HASH, "x".repeat(300) + ".zip").name())
        .hasSize(UploadUri.LONGEST)
        .endsWith("x.zip");
  }
}
