package dev.firesteel.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.io.ByteArrayInputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

class RecordSerializerErrorsTest {
  private final RecordSerializer serializer =
      new RecordSerializer(RecordSerializerErrorsTest.class.getClassLoader());

  record Holder(Runnable action) {}

  static final class Outer {
    Inner inner = new Inner();
  }

  static final class Inner {
    Object culprit = (Runnable & Serializable) () -> {};
  }

  static final class Refusing implements Serializable {
    private static final long serialVersionUID = 1L;
    Object inside = new Object();

    private Object writeReplace() {
      return this;
    }
  }

  record Throwing(int n) {
    Throwing {
      if (n == 3) {
        throw new IllegalArgumentException("three");
      }
    }

    @Override
    public int n() {
      return n == 2 ? 3 : n;
    }
  }

  @Test
  void aLambdaIsRefused() {
    refused(new Holder(() -> {})).hasMessageContaining("lambda").hasMessageContaining("class");
  }

  @Test
  void theFieldsThatLeadToTheCulpritAreNamed() {
    refused(new Outer())
        .hasMessageContaining("lambda")
        .hasMessageContaining("culprit")
        .hasMessageContaining("inner");
  }

  @Test
  void objectsOfThisProcessAreRefusedByName() {
    refused(new ByteArrayInputStream(new byte[1]))
        .hasMessageContaining("java.io.ByteArrayInputStream");
    refused(new Thread()).hasMessageContaining("java.lang.Thread");
    refused(new ArrayList<>(List.of(1, 2)).subList(0, 1)).hasMessageContaining("SubList");
  }

  @Test
  void aClassWhoseOwnFormFailsIsNamed() {
    refused(new Refusing())
        .hasMessageContaining("Refusing")
        .hasMessageContaining("java.lang.Object");
  }

  @Test
  void aRecordWhoseConstructorThrowsIsNamed() {
    byte[] bytes = serializer.toBytes(new Throwing(2));
    assertThatThrownBy(() -> serializer.fromBytes(bytes))
        .isInstanceOf(FiresteelException.class)
        .hasMessageContaining("Throwing")
        .hasMessageContaining("three");
  }

  @Test
  void anEndlessChainIsRefused() {
    Object[] chain = new Object[1];
    for (int i = 0; i < 1_000_000; i++) {
      chain = new Object[] {chain};
    }
    refused(chain).hasMessageContaining("too deeply");
  }

  @Test
  void aMissingClassIsNamed() {
    missing(new Plain(), "Plain", "Plaim");
    missing(new Throwing(1), "Throwing", "Throwinh");
  }

  private void missing(Object value, String name, String other) {
    byte[] bytes = serializer.toBytes(value);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    // Kryo marks the end of a string by the highest bit of its last byte
    text = text.replace(marked(name), marked(other)).replace(name, other);
    byte[] renamed = text.getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> serializer.fromBytes(renamed))
        .isInstanceOfSatisfying(
            FiresteelException.class, e -> assertThat(e.category()).isEqualTo(ErrorCategory.USER))
        .hasMessageContaining(other)
        .hasMessageContaining("--jars");
  }

  private static String marked(String name) {
    int last = name.length() - 1;
    return name.substring(0, last) + (char) (name.charAt(last) | 0x80);
  }

  @Test
  void aFailureLeavesTheSerializerUsable() {
    refused(new Outer());
    assertThat(serializer.fromBytes(serializer.toBytes(new Plain()))).isInstanceOf(Plain.class);
  }

  @Test
  void bytesOfSomethingElseAreRefused() {
    assertThatThrownBy(() -> serializer.fromBytes(new byte[] {60}))
        .isInstanceOf(FiresteelException.class)
        .hasMessageContaining("60");
  }

  static final class Plain {}

  private AbstractThrowableAssert<?, ?> refused(Object value) {
    return assertThatThrownBy(() -> serializer.toBytes(value))
        .isInstanceOfSatisfying(
            FiresteelException.class, e -> assertThat(e.category()).isEqualTo(ErrorCategory.USER));
  }
}
