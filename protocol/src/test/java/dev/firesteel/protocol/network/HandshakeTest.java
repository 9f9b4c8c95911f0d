package dev.firesteel.protocol.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.protocol.network.ServerHandshake.Step;
import dev.firesteel.protocol.transport.Secret;
import dev.firesteel.protocol.wire.MalformedException;
import java.security.SecureRandom;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class HandshakeTest {
  private static final ExecutorId DRIVER = new ExecutorId("driver");
  private static final ExecutorId EXECUTOR = new ExecutorId("e-1");

  private final Secret secret = Secret.random();
  private final SecureRandom random = new SecureRandom();
  private final ServerHandshake server = server(1, secret, Purpose.CONTROL);
  private final ClientHandshake client = client(1, secret, Purpose.CONTROL, EXECUTOR, DRIVER);

  private ServerHandshake server(int version, Secret known, Purpose purpose) {
    return new ServerHandshake(version, known, purpose, DRIVER, random, id -> true);
  }

  private ClientHandshake client(
      int version, Secret known, Purpose purpose, ExecutorId from, ExecutorId to) {
    return new ClientHandshake(version, known, purpose, from, to, random, "driver at here");
  }

  @Test
  void bothSidesAreConvinced() {
    Step challenge = server.receive(client.hello());
    assertThat(challenge).isInstanceOf(Step.Challenge.class);
    Step acceptance = server.receive(client.prove(challenge.frame()));
    assertThat(acceptance)
        .isInstanceOfSatisfying(
            Step.Accepted.class, step -> assertThat(step.client()).isEqualTo(EXECUTOR));
    client.verify(acceptance.frame());
  }

  @Test
  void aClientWithoutTheSecretIsRefusedAndLearnsNothing() {
    ClientHandshake stranger = client(1, Secret.random(), Purpose.CONTROL, EXECUTOR, DRIVER);
    Step challenge = server.receive(stranger.hello());
    Step refusal = server.receive(stranger.prove(challenge.frame()));

    assertThat(refusal).isInstanceOf(Step.Refused.class);
    assertThat(refusal.frame()).hasSize(2);
    assertFails(() -> stranger.verify(refusal.frame()), ErrorCategory.SECURITY, "secret");
  }

  @Test
  void aServerWithoutTheSecretIsNotBelieved() {
    Step challenge = server.receive(client.hello());
    byte[] answer = server.receive(client.prove(challenge.frame())).frame();
    answer[answer.length - 1] ^= 1;

    assertFails(() -> client.verify(answer), ErrorCategory.SECURITY, "does not know");
  }

  @Test
  void aClientsOwnProofDoesNotPassAsTheServers() {
    Step challenge = server.receive(client.hello());
    byte[] proof = client.prove(challenge.frame());
    byte[] reflected = new byte[1 + proof.length];
    System.arraycopy(proof, 0, reflected, 1, proof.length);

    assertFails(() -> client.verify(reflected), ErrorCategory.SECURITY, "does not know");
  }

  @Test
  void aProofIsGoodForItsConnectionOnly() {
    byte[] hello = client.hello();
    byte[] proof = client.prove(server.receive(hello).frame());
    assertThat(server.receive(proof)).isInstanceOf(Step.Accepted.class);

    ServerHandshake next = server(1, secret, Purpose.CONTROL);
    next.receive(hello);
    assertThat(next.receive(proof)).isInstanceOf(Step.Refused.class);
  }

  @Test
  void aProofIsGoodForItsClientOnly() {
    byte[] hello = client.hello();
    byte[] other = hello.clone();
    int id = indexOf(hello, "e-1");
    other[id + 2] = '2';

    byte[] proof = client.prove(server.receive(other).frame());
    assertThat(server.receive(proof)).isInstanceOf(Step.Refused.class);
  }

  @Test
  void anotherVersionIsRefusedWithBothVersionsNamed() {
    ClientHandshake newer = client(2, secret, Purpose.CONTROL, EXECUTOR, DRIVER);
    Step refusal = server.receive(newer.hello());

    assertThat(refusal)
        .isInstanceOfSatisfying(
            Step.Refused.class, step -> assertThat(step.why()).contains("version 2"));
    assertFails(
        () -> newer.prove(refusal.frame()),
        ErrorCategory.CONFIGURATION,
        "speaks version 1 of the protocol, this process 2");
  }

  @Test
  void whoeverIsNotMeantRefuses() {
    ClientHandshake lost = client(1, secret, Purpose.CONTROL, EXECUTOR, new ExecutorId("e-9"));
    Step refusal = server.receive(lost.hello());
    assertFails(() -> lost.prove(refusal.frame()), ErrorCategory.TRANSIENT, "is not e-9");

    ClientHandshake forBlocks = client(1, secret, Purpose.BLOCKS, EXECUTOR, DRIVER);
    assertThat(server(1, secret, Purpose.CONTROL).receive(forBlocks.hello()))
        .isInstanceOf(Step.Refused.class);
  }

  @Test
  void admissionIsAskedAfterTheProofOnly() {
    ServerHandshake full =
        new ServerHandshake(1, secret, Purpose.CONTROL, DRIVER, random, id -> false);
    Step refusal = full.receive(client.prove(full.receive(client.hello()).frame()));
    assertFails(() -> client.verify(refusal.frame()), ErrorCategory.INTERNAL, "connected already");
  }

  @Test
  void otherProtocolsAndTruncatedFramesAreMalformed() {
    byte[] hello = client.hello();
    for (int length = 0; length < hello.length; length++) {
      byte[] truncated = Arrays.copyOf(hello, length);
      assertThatThrownBy(() -> server.receive(truncated)).isInstanceOf(MalformedException.class);
    }
    assertThatThrownBy(() -> server.receive("GET / HTTP/1.1".getBytes()))
        .isInstanceOf(MalformedException.class);
    server.receive(hello);
    assertThatThrownBy(() -> server.receive(new byte[31])).isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> server.receive(new byte[33])).isInstanceOf(MalformedException.class);
  }

  private static int indexOf(byte[] bytes, String text) {
    return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf(text);
  }

  private static void assertFails(ThrowingCallable call, ErrorCategory category, String what) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            FiresteelException.class, e -> assertThat(e.category()).isEqualTo(category))
        .hasMessageContaining(what);
  }
}
