package dev.firesteel.protocol.network;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.protocol.transport.Secret;
import dev.firesteel.protocol.wire.MalformedException;
import dev.firesteel.protocol.wire.WireReader;
import dev.firesteel.protocol.wire.WireWriter;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What the side that dials says first; and the proofs, which cover all of it.
 *
 * @param version of the protocol
 * @param purpose the code of the {@link Purpose}
 * @param from who dials
 * @param to whom it wants to reach
 * @param nonce random
 */
record Hello(int version, int purpose, ExecutorId from, ExecutorId to, byte[] nonce) {
  /** The most bytes of any frame of the handshake. */
  static final int MAX_FRAME_BYTES = 1024;

  static final int NONCE_BYTES = 32;
  static final int PROOF_BYTES = 32;

  private static final int MAGIC = 0x46535450;
  private static final String ALGORITHM = "HmacSHA256";

  /** Whose proof it is: the first byte of what is signed. */
  enum Prover {
    CLIENT,
    SERVER
  }

  byte[] toBytes() {
    WireWriter out = new WireWriter(MAX_FRAME_BYTES);
    out.number(MAGIC);
    out.number(version);
    writeRest(out);
    return out.toBytes();
  }

  private void writeRest(WireWriter out) {
    out.octet(purpose);
    out.text(from.value());
    out.text(to.value());
    out.raw(nonce);
  }

  /** Reads the version first; of another version nothing else is read. */
  static Hello read(byte[] frame, int versionHere) {
    WireReader in = new WireReader(frame);
    try {
      if (in.number() != MAGIC) {
        throw new MalformedException("it does not begin as this protocol does");
      }
      int version = in.number();
      if (version != versionHere) {
        return new Hello(
            version, 0, new ExecutorId("unknown"), new ExecutorId("unknown"), new byte[0]);
      }
      Hello hello =
          new Hello(
              version,
              in.octet(),
              new ExecutorId(in.text()),
              new ExecutorId(in.text()),
              in.raw(NONCE_BYTES));
      in.finish();
      return hello;
    } catch (RuntimeException e) {
      throw MalformedException.of(e);
    }
  }

  /** What only a side that knows the secret can say, about these nonces, ids and roles only. */
  byte[] proof(Secret secret, Prover prover, byte[] serverNonce) {
    WireWriter out = new WireWriter(2 * MAX_FRAME_BYTES);
    out.text("firesteel " + (prover == Prover.CLIENT ? "client" : "server"));
    out.number(version);
    writeRest(out);
    out.raw(serverNonce);
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.value(), ALGORITHM));
      return mac.doFinal(out.toBytes());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Cannot prove identity: this JVM lacks " + ALGORITHM, e);
    }
  }
}
