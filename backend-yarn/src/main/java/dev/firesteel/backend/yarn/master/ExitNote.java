package dev.firesteel.backend.yarn.master;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.apache.hadoop.security.Credentials;
import org.apache.logging.log4j.LogManager;

/**
 * A file in the container's directory by which an application master says that the program has
 * called {@code System.exit}. Java does not tell hooks the code; the shell around the JVM knows it,
 * and has {@link ExitReport} report it. The file holds the master's newest tokens, for its eyes
 * only.
 */
final class ExitNote {
  /** Its name, in the container's directory. */
  static final String FILE = "firesteel-exit";

  private ExitNote() {}

  /**
   * Leaves it.
   *
   * @param tokens those that the master has now, and what it was told to run
   */
  static void leave(Path note, Credentials tokens) {
    try (DataOutputStream out =
        new DataOutputStream(
            java.nio.channels.Channels.newOutputStream(
                Files.newByteChannel(
                    note,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(
                        PosixFilePermissions.fromString("rw-------")))))) {
      tokens.writeTokenStorageToStream(out);
    } catch (IOException e) {
      LogManager.getLogger(ExitNote.class)
          .error("Cannot report that the program called System.exit: {}", e.toString());
    }
  }

  static Credentials read(Path note) throws IOException {
    Credentials tokens = new Credentials();
    try (var in = new java.io.DataInputStream(Files.newInputStream(note))) {
      tokens.readTokenStorageStream(in);
    }
    return tokens;
  }
}
