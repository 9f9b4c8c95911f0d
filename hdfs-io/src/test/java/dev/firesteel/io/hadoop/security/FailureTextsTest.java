package dev.firesteel.io.hadoop.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.error.ErrorCategory;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.security.auth.login.LoginException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What people are told when Kerberos says no, from the texts that it uses. */
final class FailureTextsTest {
  @TempDir Path directory;

  static Stream<Arguments> logins() {
    return Stream.of(
        Arguments.of(
            "Unable to obtain password from user", "keytab k.keytab has no usable key of a@R"),
        Arguments.of("Client not found in Kerberos database (6)", "the KDC does not know a@R"),
        Arguments.of(
            "Pre-authentication information was invalid (24)", "the KDC refuses the key of a@R"),
        Arguments.of("Checksum failed", "the KDC refuses the key of a@R"),
        Arguments.of("Clock skew too great (37)", "this machine's clock and the KDC's differ"),
        Arguments.of("Receive timed out", "the KDC cannot be reached"),
        Arguments.of("Cannot locate KDC", "krb5.conf names no KDC"),
        Arguments.of("Cannot locate default realm", "no Kerberos realm is configured"),
        Arguments.of("something new", "it failed: something new (see the KDC's log)"));
  }

  @ParameterizedTest
  @MethodSource("logins")
  void aFailedLoginSaysWhy(String said, String told) {
    IOException e =
        new IOException(
            "failure to login: for principal: a@R from keytab k.keytab", new LoginException(said));
    assertThat(LoginFailure.why(e)).startsWith(told).doesNotContain("\n");
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of(
            "org.apache.hadoop.security.token.SecretManager$InvalidToken: token is expired",
            "its delegation token has expired"),
        Arguments.of(
            "SIMPLE authentication is not enabled.  Available:[TOKEN, KERBEROS]",
            "the cluster wants users to prove who they are"),
        Arguments.of(
            "Server asks us to fall back to SIMPLE auth, but this client is configured to only"
                + " allow secure connections.",
            "the settings here say that users prove who they are"),
        Arguments.of(
            "Client cannot authenticate via:[TOKEN, KERBEROS]", "it wants a proof of identity"),
        Arguments.of(
            "Server has invalid Kerberos principal: x, expecting: y",
            "the service has another principal"),
        Arguments.of(
            "Delegation Token can be issued only with kerberos or web authentication",
            "new delegation tokens are made for those only who logged in"),
        Arguments.of(
            "GSS initiate failed [Caused by GSSException: No valid credentials provided (Mechanism"
                + " level: Clock skew too great (37))]",
            "this machine's clock and the KDC's differ"),
        Arguments.of(
            "GSS initiate failed [Caused by GSSException: No valid credentials provided]",
            "the ticket is missing, has expired or is refused"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void aRefusalSaysWhy(String said, String told) {
    assertThat(SecurityFailure.explained(new IOException("around", new IOException(said))))
        .hasValueSatisfying(
            e -> {
              assertThat(e.category()).isEqualTo(ErrorCategory.SECURITY);
              assertThat(e).hasMessageStartingWith(told).hasMessageNotContaining("\n");
            });
  }

  @Test
  void otherFailuresAreSomebodyElses() {
    assertThat(SecurityFailure.explained(new ConnectException("Connection refused"))).isEmpty();
    assertThat(SecurityFailure.explained(new IOException("Permission denied: user=a"))).isEmpty();
    assertThat(
            SecurityFailure.explained(
                new IOException("InvalidToken: BlockTokenIdentifier of blk_1 has expired")))
        .isEmpty();
  }

  @Test
  void aTicketCacheThatIsNoneIsNoSurprise() throws IOException {
    Path file = directory.resolve("cache");
    String none = "there is no valid Kerberos ticket in ticket cache " + file;
    assertThat(TicketCache.problem(file.toString())).isEqualTo(none);
    Files.write(file, new byte[] {5, 4, 127, 127, 127});
    assertThat(TicketCache.problem(file.toString())).isEqualTo(none);
    Files.writeString(file, "something else");
    assertThat(TicketCache.problem(file.toString())).isEqualTo(none);
  }
}
