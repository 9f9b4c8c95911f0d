package dev.firesteel.protocol.network;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.protocol.network.Hello.Prover;
import dev.firesteel.protocol.transport.Secret;
import dev.firesteel.protocol.wire.WireReader;
import dev.firesteel.protocol.wire.WireWriter;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The side that was dialled, without I/O.
 *
 * <pre>
 * waiting for hello --- hello ---> waiting for proof --- proof ---> done
 *        |                                |
 *        +------- anything else ----------+---> refused
 * </pre>
 *
 * The client proves first, so a stranger gets nothing but a random number.
 */
final class ServerHandshake {
  static final int ACCEPTED = 0;

  private final int version;
  private final Secret secret;
  private final Purpose purpose;
  private final ExecutorId self;
  private final SecureRandom random;
  private final Predicate<ExecutorId> admission;
  private final byte[] nonce = new byte[Hello.NONCE_BYTES];
  private @Nullable Hello hello;
  private boolean over;

  /** What to do next. */
  sealed interface Step {
    /** The frame to send. */
    byte[] frame();

    /** Wait for the next frame. */
    record Challenge(byte[] frame) implements Step {}

    /** The client is who it says. */
    record Accepted(byte[] frame, ExecutorId client) implements Step {}

    /** Close. */
    record Refused(byte[] frame, String why) implements Step {}
  }

  /**
   * A handshake with one client.
   *
   * @param admission asked after the proof, whether an id may connect now
   */
  ServerHandshake(
      int version,
      Secret secret,
      Purpose purpose,
      ExecutorId self,
      SecureRandom random,
      Predicate<ExecutorId> admission) {
    this.version = version;
    this.secret = secret;
    this.purpose = purpose;
    this.self = self;
    this.random = random;
    this.admission = admission;
  }

  /**
   * The answer to a frame.
   *
   * @throws dev.firesteel.protocol.wire.MalformedException if the client speaks another protocol;
   *     it gets no answer
   */
  Step receive(byte[] frame) {
    if (over) {
      throw new IllegalStateException("Cannot go on with a handshake that is over");
    }
    Hello greeted = hello;
    return greeted == null ? greet(Hello.read(frame, version)) : check(greeted, frame);
  }

  private Step greet(Hello received) {
    if (received.version() != version) {
      return refuse(
          Refusal.VERSION,
          "it speaks version " + received.version() + " of the protocol, not " + version);
    }
    if (received.purpose() != purpose.code() || !received.to().equals(self)) {
      return refuse(Refusal.WRONG_PEER, "it looks for something else than " + self);
    }
    hello = received;
    random.nextBytes(nonce);
    WireWriter out = new WireWriter(Hello.MAX_FRAME_BYTES);
    out.octet(ACCEPTED);
    out.raw(nonce);
    return new Step.Challenge(out.toBytes());
  }

  private Step check(Hello greeted, byte[] frame) {
    WireReader in = new WireReader(frame);
    byte[] proof = in.raw(Hello.PROOF_BYTES);
    in.finish();
    if (!MessageDigest.isEqual(proof, greeted.proof(secret, Prover.CLIENT, nonce))) {
      return refuse(Refusal.PROOF, "it does not know the application's secret");
    }
    if (!admission.test(greeted.from())) {
      return refuse(Refusal.DUPLICATE, greeted.from() + " is connected already");
    }
    over = true;
    WireWriter out = new WireWriter(Hello.MAX_FRAME_BYTES);
    out.octet(ACCEPTED);
    out.raw(greeted.proof(secret, Prover.SERVER, nonce));
    return new Step.Accepted(out.toBytes(), greeted.from());
  }

  private Step refuse(Refusal refusal, String why) {
    over = true;
    WireWriter out = new WireWriter(Hello.MAX_FRAME_BYTES);
    out.octet(refusal.code());
    out.number(version);
    return new Step.Refused(out.toBytes(), why);
  }
}
