package dev.firesteel.io.hadoop.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.error.FiresteelException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.token.Token;
import org.apache.hadoop.security.token.TokenIdentifier;
import org.junit.jupiter.api.Test;

/** Tokens on their way. */
final class TokenBundleTest {
  private static Token<TokenIdentifier> token(String kind, String service) {
    return new Token<>(bytes("id"), bytes("password"), new Text(kind), new Text(service));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void anythingElseIsRefused() {
    assertThatThrownBy(() -> TokenBundle.decode(new byte[] {0, 1}))
        .isInstanceOf(FiresteelException.class)
        .hasMessageStartingWith("Cannot read the tokens that the driver sent");
  }

  @Test
  void whatIsEncodedComesBack() {
    Credentials tokens = new Credentials();
    tokens.addToken(new Text("a"), token("HDFS_DELEGATION_TOKEN", "h:1"));
    TokenBundle back =
        TokenBundle.decode(
            new TokenBundle("alice", new TreeMap<>(Map.of("key", "value")), tokens).encode());
    assertThat(back.user()).isEqualTo("alice");
    assertThat(back.settings()).containsExactly(Map.entry("key", "value"));
    assertThat(back.tokens().getToken(new Text("a")))
        .isEqualTo(token("HDFS_DELEGATION_TOKEN", "h:1"));
  }

  @Test
  void theApplicationMastersOwnTokenIsNotGivenAway() {
    Credentials all = new Credentials();
    all.addToken(new Text("a"), token("HDFS_DELEGATION_TOKEN", "h:1"));
    all.addToken(new Text("b"), token("YARN_AM_RM_TOKEN", "h:2"));
    assertThat(Tokens.forExecutors(all).getTokenMap()).containsOnlyKeys(new Text("a"));
    assertThat(Tokens.ofMaster(all).getTokenMap()).containsOnlyKeys(new Text("b"));
    assertThat(all.numberOfTokens()).isEqualTo(2);
  }
}
