package dev.firesteel.backend.yarn.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SealTest {
  private static final byte[] CONTENT = "token".getBytes(StandardCharsets.UTF_8);

  private final Seal seal = Seal.fresh();

  @Test
  void anotherKeyDoesNotOpenIt() throws IOException {
    byte[] sealed = seal.close(CONTENT);
    assertThatThrownBy(() -> Seal.fresh().open(sealed)).isInstanceOf(IOException.class);
  }

  @Test
  void whatWasChangedIsRefused() throws IOException {
    byte[] sealed = seal.close(CONTENT);
    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;
      assertThatThrownBy(() -> seal.open(changed)).as("byte %d", i).isInstanceOf(IOException.class);
    }
  }

  @Test
  void whatWasCutOffIsRefused() throws IOException {
    byte[] sealed = seal.close(CONTENT);
    for (int length = 0; length < sealed.length; length++) {
      byte[] part = java.util.Arrays.copyOf(sealed, length);
      assertThatThrownBy(() -> seal.open(part)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void theSameKeyOpensIt() throws IOException {
    byte[] sealed = seal.close(CONTENT);
    assertThat(Seal.of(seal.key()).open(sealed)).isEqualTo(CONTENT);
    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("token");
  }
}
