package dev.firesteel.executor.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.protocol.message.ToExecutor;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What an executor does with credentials. */
final class CredentialsDeskTest {
  private final CredentialsDesk desk = new CredentialsDesk(getClass().getClassLoader());

  @Test
  void thoseOfNobodyAreNamed() {
    assertThatThrownBy(
            () ->
                desk.install(
                    new ToExecutor.InstallCredentials(
                        new TreeMap<>(Map.of("vault", new byte[] {1})))))
        .isInstanceOfSatisfying(
            FiresteelException.class,
            e -> assertThat(e.category()).isEqualTo(ErrorCategory.CONFIGURATION))
        .hasMessageStartingWith("Cannot install credentials of 'vault': this executor has no")
        .hasMessageContaining("--jars");
  }

  @Test
  void noneAreNoTrouble() {
    desk.install(new ToExecutor.InstallCredentials(new TreeMap<>()));
  }
}
