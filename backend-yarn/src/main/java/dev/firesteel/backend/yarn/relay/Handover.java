package dev.firesteel.backend.yarn.relay;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.backend.yarn.staging.OwnFiles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.security.token.Token;
import org.apache.hadoop.yarn.security.AMRMTokenIdentifier;

/** Lays a token into the application's own directory, and takes it from there. */
final class Handover {
  private static final String FILE = "token";
  private static final String PART = "token.part";
  private static final FsPermission OWNER = new FsPermission((short) 0600);

  private Handover() {}

  /**
   * Lays it there, sealed; it appears whole.
   *
   * @throws IOException also if the directory is gone, since the driver does not wait any more
   */
  static void lay(Token<?> token, FileSystem files, Path directory, Seal seal) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      token.write(out);
    }
    byte[] sealed = seal.close(bytes.toByteArray());
    Path part = new Path(directory, PART);
    try (FSDataOutputStream out = files.createFile(part).permission(OWNER).build()) {
      out.write(sealed);
    }
    if (!files.rename(part, new Path(directory, FILE))) {
      throw new IOException("Cannot rename " + part + " to " + FILE);
    }
  }

  /** Takes it, if it is there. */
  static Optional<Token<AMRMTokenIdentifier>> take(OwnFiles from, Seal seal) throws IOException {
    Optional<byte[]> sealed = from.read(FILE);
    if (sealed.isEmpty()) {
      return Optional.empty();
    }
    Token<AMRMTokenIdentifier> token = new Token<>();
    try (DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(seal.open(sealed.get())))) {
      token.readFields(in);
      return Optional.of(token);
    } catch (IOException e) {
      throw new FiresteelException(
          ErrorCategory.SECURITY,
          "Cannot open a session on YARN: "
              + new Path(from.directory(), FILE)
              + " is not what the application's relay has laid there (find out who writes in this"
              + " directory)",
          e);
    }
  }
}
