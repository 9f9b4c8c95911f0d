package dev.firesteel.protocol.network;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.protocol.network.Hello.Prover;
import dev.firesteel.protocol.transport.Secret;
import dev.firesteel.protocol.wire.WireReader;
import java.security.MessageDigest;
import java.security.SecureRandom;

/** The side that dials, without I/O: hello, proof, then the check of the server's proof. */
final class ClientHandshake {
  private final Secret secret;
  private final Hello hello;
  private final String server;
  private byte[] serverNonce = {};

  /**
   * A handshake with one server.
   *
   * @param server what to call the server in messages, such as "driver at host:port"
   */
  ClientHandshake(
      int version,
      Secret secret,
      Purpose purpose,
      ExecutorId from,
      ExecutorId to,
      SecureRandom random,
      String server) {
    byte[] nonce = new byte[Hello.NONCE_BYTES];
    random.nextBytes(nonce);
    this.secret = secret;
    this.hello = new Hello(version, purpose.code(), from, to, nonce);
    this.server = server;
  }

  /** The first frame. */
  byte[] hello() {
    return hello.toBytes();
  }

  /**
   * The answer to the server's challenge.
   *
   * @throws FiresteelException if the server refuses
   */
  byte[] prove(byte[] challenge) {
    serverNonce = accepted(challenge, Hello.NONCE_BYTES);
    return hello.proof(secret, Prover.CLIENT, serverNonce);
  }

  /**
   * Checks the server's proof.
   *
   * @throws FiresteelException if the server refuses, or of category SECURITY if its proof is wrong
   */
  void verify(byte[] answer) {
    byte[] proof = accepted(answer, Hello.PROOF_BYTES);
    if (!MessageDigest.isEqual(proof, hello.proof(secret, Prover.SERVER, serverNonce))) {
      throw failure(
          ErrorCategory.SECURITY,
          "it does not know the application's secret (something else listens there)");
    }
  }

  private byte[] accepted(byte[] frame, int length) {
    WireReader in = new WireReader(frame);
    int code = in.octet();
    if (code != ServerHandshake.ACCEPTED) {
      throw refused(code, in.number());
    }
    byte[] content = in.raw(length);
    in.finish();
    return content;
  }

  private FiresteelException refused(int code, int serverVersion) {
    for (Refusal refusal : Refusal.values()) {
      if (refusal.code() == code) {
        return switch (refusal) {
          case VERSION ->
              failure(
                  ErrorCategory.CONFIGURATION,
                  "it speaks version "
                      + serverVersion
                      + " of the protocol, this process "
                      + hello.version()
                      + " (run the same Firesteel on all hosts)");
          case PROOF ->
              failure(
                  ErrorCategory.SECURITY,
                  "it refused the proof of the application's secret (start executors through"
                      + " their driver)");
          case WRONG_PEER ->
              failure(ErrorCategory.TRANSIENT, "it is not " + hello.to() + " (any more)");
          case DUPLICATE ->
              failure(ErrorCategory.INTERNAL, "a " + hello.from() + " is connected already");
        };
      }
    }
    return failure(ErrorCategory.INTERNAL, "it refused for an unknown reason, code " + code);
  }

  private FiresteelException failure(ErrorCategory category, String why) {
    return new FiresteelException(
        category, "Cannot connect " + hello.from() + " to " + server + ": " + why);
  }
}
