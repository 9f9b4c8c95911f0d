package dev.firesteel.backend.mesos.dispatcher;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A file with a secret that a driver needs, such as a keytab.
 *
 * @param name its name without a directory
 * @param content its bytes
 */
public record PrivateFile(String name, byte[] content) {
  /** Checks the name and copies the content. */
  public PrivateFile {
    if (name.isBlank() || name.contains("/") || name.equals(".") || name.equals("..")) {
      throw new IllegalArgumentException("Cannot use '" + name + "' as the name of a file");
    }
    content = content.clone();
  }

  @Override
  public byte[] content() {
    return content.clone();
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof PrivateFile other
        && name.equals(other.name)
        && Arrays.equals(content, other.content);
  }

  @Override
  public int hashCode() {
    return name.hashCode() * 31 + Arrays.hashCode(content);
  }

  /** Without the content. */
  @Override
  public String toString() {
    return "PrivateFile[" + name + "]";
  }
}
