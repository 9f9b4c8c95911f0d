package dev.firesteel.shipping;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;

/** Who may read a file: who may not here may not there. */
public enum Access {
  /** Anybody: it holds no secret. */
  ALL,
  /** Its owner. */
  OWNER;

  /** That of a file of this machine, with the directories above it. */
  public static Access of(Path file) throws IOException {
    Path real = file.toRealPath();
    if (!Files.getPosixFilePermissions(real).contains(PosixFilePermission.OTHERS_READ)) {
      return OWNER;
    }
    for (Path at = real.getParent(); at != null; at = at.getParent()) {
      if (!Files.getPosixFilePermissions(at).contains(PosixFilePermission.OTHERS_EXECUTE)) {
        return OWNER;
      }
    }
    return ALL;
  }
}
