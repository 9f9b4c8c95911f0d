package dev.firesteel.io.storage;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.util.Optional;

/**
 * Who the driver logs in as, and with which keys.
 *
 * @param principal such as {@code alice@EXAMPLE.ORG}
 * @param keytab a file's path
 */
public record KeytabLogin(String principal, String keytab) {
  /**
   * What the settings say.
   *
   * @throws FiresteelException if they give one without the other
   */
  static Optional<KeytabLogin> of(Config config) {
    Optional<String> principal = config.find(SecurityKeys.PRINCIPAL).filter(t -> !t.isBlank());
    Optional<String> keytab = config.find(SecurityKeys.KEYTAB).filter(t -> !t.isBlank());
    if (principal.isPresent() != keytab.isPresent()) {
      String has = (principal.isPresent() ? SecurityKeys.PRINCIPAL : SecurityKeys.KEYTAB).name();
      String lacks = (principal.isPresent() ? SecurityKeys.KEYTAB : SecurityKeys.PRINCIPAL).name();
      throw new FiresteelException(
          ErrorCategory.CONFIGURATION,
          "Cannot log in: "
              + has
              + " is set and "
              + lacks
              + " is not (set both, or neither and use kinit)");
    }
    return principal.map(name -> new KeytabLogin(name, keytab.orElseThrow()));
  }
}
