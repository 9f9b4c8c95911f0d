package dev.firesteel.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.protocol.message.TaskReport.Outcome;
import dev.firesteel.protocol.message.ToDriver;
import dev.firesteel.protocol.message.ToExecutor;
import dev.firesteel.protocol.wire.MalformedException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageCodecTest {
  private final ToExecutorCodec toExecutor = new ToExecutorCodec();
  private final ToDriverCodec toDriver = new ToDriverCodec();

  static List<ToExecutor> messagesToExecutor() {
    return Samples.toExecutor();
  }

  static List<ToDriver> messagesToDriver() {
    return Samples.toDriver();
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("messagesToExecutor")
  void aMessageToAnExecutorComesBackAsItWas(ToExecutor message) {
    assertThat(toExecutor.decode(toExecutor.encode(List.of(message))))
        .usingRecursiveComparison()
        .isEqualTo(List.of(message));
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("messagesToDriver")
  void aMessageToTheDriverComesBackAsItWas(ToDriver message) {
    assertThat(toDriver.decode(toDriver.encode(List.of(message))))
        .usingRecursiveComparison()
        .isEqualTo(List.of(message));
  }

  @Test
  void batchesKeepTheirOrderAndMayBeEmpty() {
    assertThat(toExecutor.decode(toExecutor.encode(Samples.toExecutor())))
        .usingRecursiveComparison()
        .isEqualTo(Samples.toExecutor());
    assertThat(toDriver.decode(toDriver.encode(Samples.toDriver())))
        .usingRecursiveComparison()
        .isEqualTo(Samples.toDriver());
    assertThat(toDriver.decode(toDriver.encode(List.of()))).isEmpty();
  }

  @Test
  void everyKindOfMessageAndOutcomeHasASample() {
    assertThat(kinds(Samples.toExecutor()))
        .containsExactlyInAnyOrder(ToExecutor.class.getPermittedSubclasses());
    assertThat(kinds(Samples.toDriver()))
        .containsExactlyInAnyOrder(ToDriver.class.getPermittedSubclasses());
    assertThat(kinds(Samples.outcomes()))
        .containsExactlyInAnyOrder(Outcome.class.getPermittedSubclasses());
  }

  @Test
  void aSmallTaskTakesAFewBytes() {
    assertThat(toExecutor.encode(List.of(Samples.emptyTasks(1000))).length).isLessThan(8_000);
    assertThat(toDriver.encode(List.of(Samples.emptyReports(1000))).length).isLessThan(12_000);
  }

  @Test
  void everyTruncationIsRefused() {
    List<ToDriver> small = List.of(Samples.emptyReports(3), new ToDriver.Leaving("done"));
    byte[] bytes = toDriver.encode(small);
    for (int length = 0; length < bytes.length; length++) {
      byte[] truncated = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> toDriver.decode(truncated)).isInstanceOf(MalformedException.class);
    }
  }

  @Test
  void bytesLeftOverAreRefused() {
    byte[] bytes = toDriver.encode(List.of());
    assertThatThrownBy(() -> toDriver.decode(Arrays.copyOf(bytes, bytes.length + 1)))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("1 bytes are left over");
  }

  @Test
  void unknownTagsAreRefused() {
    assertThatThrownBy(() -> toDriver.decode(new byte[] {1, 99}))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("tag 99");
    assertThatThrownBy(() -> toExecutor.decode(new byte[] {1, (byte) 200}))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("tag 200");
    assertThatThrownBy(() -> toDriver.decode(new byte[] {1, 2, 1, 0, 0, 77}))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("tag 77");
    assertThatThrownBy(() -> toDriver.decode(new byte[] {1, 2, 1, 0, 0, 3, 1, 'M', 0, 0, 0}))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("ErrorCategory.M");
  }

  @Test
  void absurdLengthsAreRefusedBeforeAnythingIsAllocated() {
    byte[] twoGigabytes = {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 7};
    byte[] negative = {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 15};
    for (byte[] length : List.of(twoGigabytes, negative)) {
      assertThatThrownBy(() -> toDriver.decode(length)).isInstanceOf(MalformedException.class);
      for (int tag = 1; tag <= 12; tag++) {
        byte[] message = new byte[7 + 20];
        message[0] = 1;
        message[1] = (byte) tag;
        System.arraycopy(length, 0, message, 2, length.length);
        assertMalformedAtMost(() -> toExecutor.decode(message));
        assertMalformedAtMost(() -> toDriver.decode(message));
      }
    }
  }

  @Test
  void randomDamageNeverGivesAnythingButAClearRefusal() {
    Random random = new Random(42);
    byte[] orders =
        toExecutor.encode(
            Samples.toExecutor().stream()
                .filter(m -> !(m instanceof ToExecutor.DefineProgram))
                .toList());
    byte[] reports = toDriver.encode(List.of(Samples.emptyReports(20)));
    for (int i = 0; i < 3_000; i++) {
      byte[] damagedOrders = damage(orders, random);
      byte[] damagedReports = damage(reports, random);
      assertMalformedAtMost(() -> toExecutor.decode(damagedOrders));
      assertMalformedAtMost(() -> toDriver.decode(damagedReports));
    }
  }

  @Test
  void aBatchAboveTheLimitSaysWhatToDo() {
    var big = new ToExecutor.DefineProgram(Samples.emptyTasks(0).program(), true, new byte[5_000]);
    assertThatThrownBy(() -> toExecutor.encode(List.of(big), 4_096))
        .isInstanceOfSatisfying(
            FiresteelException.class,
            e -> assertThat(e.category()).isEqualTo(ErrorCategory.RESOURCES))
        .hasMessageContaining("DefineProgram")
        .hasMessageContaining("4096 bytes")
        .hasMessageContaining("smaller partitions");
  }

  private static byte[] damage(byte[] bytes, Random random) {
    byte[] damaged = bytes.clone();
    for (int i = 0; i <= random.nextInt(4); i++) {
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
    }
    return damaged;
  }

  private static void assertMalformedAtMost(Runnable decode) {
    Throwable thrown = catchThrowable(decode::run);
    if (thrown != null) {
      assertThat(thrown).isInstanceOf(MalformedException.class);
    }
  }

  private static Stream<Class<?>> kinds(Collection<?> samples) {
    return samples.stream().<Class<?>>map(Object::getClass).distinct();
  }
}
