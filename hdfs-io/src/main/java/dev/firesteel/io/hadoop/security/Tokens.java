package dev.firesteel.io.hadoop.security;

import org.apache.hadoop.io.Text;
import org.apache.hadoop.security.Credentials;

/** Choices among tokens. */
final class Tokens {
  /** By it an application master speaks to its ResourceManager; for nobody else. */
  static final Text MASTER = new Text("YARN_AM_RM_TOKEN");

  private Tokens() {}

  /** All but those of the application master, and no secret keys. */
  static Credentials forExecutors(Credentials all) {
    Credentials some = new Credentials();
    all.getTokenMap()
        .forEach(
            (alias, token) -> {
              if (!token.getKind().equals(MASTER)) {
                some.addToken(alias, token);
              }
            });
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
