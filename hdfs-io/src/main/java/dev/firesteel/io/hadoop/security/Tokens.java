package dev.firesteel.io.hadoop.security;

import org.apache.hadoop.io.Text;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.token.Token;

/** Choices among tokens. */
final class Tokens {
  /** By it an application master speaks to its ResourceManager; for nobody else. */
  static final Text MASTER = new Text("YARN_AM_RM_TOKEN");

  private Tokens() {}

  /** All but those of the application master. */
  static Credentials forExecutors(Credentials all) {
    Credentials some = new Credentials(all);
    for (Text alias : all.getTokenMap().keySet()) {
      Token<?> token = all.getToken(alias);
      if (token != null && token.getKind().equals(MASTER)) {
        some.removeToken(alias);
      }
    }
    return some;
  }

  /** Those of the application master alone. */
  static Credentials ofMaster(Credentials all) {
    Credentials some = new Credentials();
    all.getTokenMap()
        .forEach(
            (alias, token) -> {
              if (token.getKind().equals(MASTER)) {
                some.addToken(alias, token);
              }
            });
    return some;
  }
}
