package dev.firesteel.backend.mesos.wire;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Whom TLS connections trust. */
final class Trust {
  private static final String PEM = "-----BEGIN CERTIFICATE-----";

  private Trust() {}

  /** What the settings name; empty means what the JVM trusts. */
  static Optional<SSLContext> of(Config config) {
    String file = config.get(WireKeys.TRUST_STORE);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    String password = config.get(WireKeys.TRUST_STORE_PASSWORD_FILE);
    try {
      return Optional.of(context(store(Path.of(file), password)));
    } catch (IOException | GeneralSecurityException e) {
      throw new FiresteelException(
          ErrorCategory.CONFIGURATION,
          "Cannot use the trust store "
              + file
              + ": "
              + e
              + " (firesteel.mesos.trust-store names a file in PEM, PKCS12 or JKS;"
              + " its password is in firesteel.mesos.trust-store-password-file)",
          e);
    }
  }

  private static KeyStore store(Path file, String passwordFile)
      throws IOException, GeneralSecurityException {
    if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(PEM)) {
      return certificates(file);
    }
    char[] password =
        passwordFile.isEmpty() ? new char[0] : MasterAccess.firstLine(passwordFile).toCharArray();
    File store = file.toFile();
    return KeyStore.getInstance(store, password);
  }

  private static KeyStore certificates(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream in = Files.newInputStream(file)) {
      int n = 0;
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("authority-" + n++, each);
      }
    }
    return store;
  }

  private static SSLContext context(KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
