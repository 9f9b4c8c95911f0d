package dev.firesteel.backend.yarn.master;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.io.storage.SecurityKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.security.Credentials;

/**
 * The user's keytab on its way to the application master, among the tokens of its container: no
 * file on the cluster's file system holds it, and the NodeManager removes what it stored.
 */
public final class ShippedKeytab {
  private static final Text NAME = new Text("firesteel.keytab");
  private static final Path FILE = Path.of("firesteel.keytab");

  private ShippedKeytab() {}

  /** Puts it among a container's tokens, if the settings name one. */
  public static void addTo(Credentials tokens, Config config) {
    Optional<String> named = config.find(SecurityKeys.KEYTAB).filter(file -> !file.isBlank());
    if (named.isEmpty()) {
      return;
    }
    try {
      // the launch script reads the file of tokens line by line, so there are no lines in here
      tokens.addSecretKey(
          NAME, Base64.getEncoder().encode(Files.readAllBytes(Path.of(named.get()))));
    } catch (IOException e) {
      throw new FiresteelException(
          ErrorCategory.SECURITY,
          "Cannot read keytab " + named.get() + ": " + e + " (correct firesteel.security.keytab)",
          e);
    }
  }

  /** Lays it into the container's directory and returns the settings that name it there. */
  static SortedMap<String, String> unpacked(Credentials tokens, SortedMap<String, String> settings)
      throws IOException {
    byte[] keytab = tokens.getSecretKey(NAME);
    if (keytab == null) {
      return settings;
    }
    Files.deleteIfExists(FILE);
    Files.createFile(
        FILE, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(FILE, Base64.getDecoder().decode(keytab));
    SortedMap<String, String> here = new TreeMap<>(settings);
    here.put(SecurityKeys.KEYTAB.name(), FILE.toAbsolutePath().toString());
    return here;
  }
}
