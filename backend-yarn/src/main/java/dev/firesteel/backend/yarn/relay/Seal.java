package dev.firesteel.backend.yarn.relay;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keeps a few bytes secret and unchanged on their way through a file system: AES in Galois/Counter
 * Mode (NIST SP 800-38D) with a key for one use. Who sees the file or its transfer cannot use it.
 */
final class Seal {
  private static final int KEY_BYTES = 16;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final byte[] key;

  private Seal(byte[] key) {
    this.key = key;
  }

  /** With a new key. */
  static Seal fresh() {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return new Seal(key);
  }

  /** With a key that another process made. */
  static Seal of(byte[] key) {
    return new Seal(key.clone());
  }

  byte[] key() {
    return key.clone();
  }

  byte[] close(byte[] content) throws IOException {
    byte[] nonce = new byte[NONCE_BYTES];
    new SecureRandom().nextBytes(nonce);
    byte[] closed = run(Cipher.ENCRYPT_MODE, nonce, content);
    byte[] all = Arrays.copyOf(nonce, nonce.length + closed.length);
    System.arraycopy(closed, 0, all, nonce.length, closed.length);
    return all;
  }

  /** Fails if it was not closed by this key, or has changed since. */
  byte[] open(byte[] sealed) throws IOException {
    if (sealed.length < NONCE_BYTES + TAG_BITS / Byte.SIZE) {
      throw new IOException("it is cut off");
    }
    return run(
        Cipher.DECRYPT_MODE,
        Arrays.copyOf(sealed, NONCE_BYTES),
        Arrays.copyOfRange(sealed, NONCE_BYTES, sealed.length));
  }

  private byte[] run(int mode, byte[] nonce, byte[] input) throws IOException {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IOException(e.toString(), e);
    }
  }
}
