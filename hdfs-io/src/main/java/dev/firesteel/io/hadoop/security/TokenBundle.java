package dev.firesteel.io.hadoop.security;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.security.Credentials;

/**
 * Tokens on their way to an executor.
 *
 * @param user whose they are
 * @param settings Hadoop's, of how users prove who they are
 * @param tokens secret
 */
public record TokenBundle(String user, SortedMap<String, String> settings, Credentials tokens) {
  /** As bytes; secret. */
  public byte[] encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(user);
      out.writeInt(settings.size());
      for (Map.Entry<String, String> each : settings.entrySet()) {
        out.writeUTF(each.getKey());
        out.writeUTF(each.getValue());
      }
      tokens.writeTokenStorageToStream(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * What was encoded.
   *
   * @throws FiresteelException if the bytes are something else
   */
  public static TokenBundle decode(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      String user = in.readUTF();
      SortedMap<String, String> settings = new TreeMap<>();
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        settings.put(in.readUTF(), in.readUTF());
      }
      Credentials tokens = new Credentials();
      tokens.readTokenStorageStream(in);
      return new TokenBundle(user, settings, tokens);
    } catch (IOException e) {
      throw new FiresteelException(
          ErrorCategory.INTERNAL, "Cannot read the tokens that the driver sent: " + e, e);
    }
  }
}
