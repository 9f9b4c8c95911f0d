package dev.firesteel.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.firesteel.dataset.Pair;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordSerializerTest {
  private final RecordSerializer serializer =
      new RecordSerializer(RecordSerializerTest.class.getClassLoader());

  record Point(int x, double y, String name, List<Long> more) {}

  record Odd() {}

  record Checked(int n) implements Serializable {
    Object readResolve() {
      return this;
    }
  }

  enum Colour {
    RED,
    GREEN {
      @Override
      public String toString() {
        return "green";
      }
    }
  }

  static Stream<Object> values() {
    return Stream.of(
        true,
        false,
        0,
        -1,
        63,
        64,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        0L,
        63L,
        64L,
        -1L,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        0.0,
        -0.0,
        Double.NaN,
        Double.MIN_VALUE,
        1.5f,
        (short) -3,
        (byte) -128,
        'x',
        '\uffff',
        "",
        "a",
        "\u00ff\u0000",
        "x".repeat(127),
        "x".repeat(128),
        "\u0100",
        "\ud800 alone",
        "grüße 日本 \ud83d\ude00",
        Pair.of("k", 1L),
        Pair.of(null, null),
        Pair.of(Pair.of(1, 2), List.of("a")),
        new ArrayList<>(Arrays.asList(1, null, "x", List.of())),
        List.of(),
        List.of(1),
        List.of(1, 2),
        List.of(1, 2, 3),
        Stream.of(1, 2).toList(),
        Stream.of(1, null).toList(),
        Arrays.asList(1, null),
        Set.of(1, 2, 3),
        Map.of("a", 1),
        Map.of("a", 1, "b", 2),
        new HashMap<>(Map.of("a", List.of(1), "b", List.of())),
        new LinkedHashMap<>(Map.of(1, 2)),
        new TreeMap<>(Map.of(1, 2)),
        new HashSet<>(List.of(1, 2)),
        new LinkedList<>(List.of(1, 2)),
        Collections.emptyList(),
        Collections.singletonList(7),
        Collections.unmodifiableList(new ArrayList<>(List.of(1))),
        Collections.unmodifiableMap(new TreeMap<>(Map.of(1, 2))),
        EnumSet.of(Colour.RED),
        new EnumMap<>(Map.of(Colour.GREEN, 1)),
        BitSet.valueOf(new long[] {5}),
        Optional.empty(),
        Optional.of("x"),
        OptionalLong.of(3),
        Colour.RED,
        Colour.GREEN,
        TimeUnit.DAYS,
        new BigInteger("123456789012345678901234567890"),
        new BigDecimal("1.50"),
        UUID.fromString("123e4567-e89b-12d3-a456-426614174000"),
        Instant.parse("2026-01-01T00:00:00Z"),
        LocalDate.of(2026, 1, 1),
        ZonedDateTime.parse("2026-01-01T00:00:00+01:00[Europe/Paris]"),
        Duration.ofMillis(5),
        new Point(1, 2.5, "p", List.of(1L, 100L)),
        new Odd(),
        new Checked(4),
        Map.entry("a", 1).toString());
  }

  @ParameterizedTest
  @MethodSource("values")
  void valuesComeBackEqual(Object value) {
    assertThat(roundTrip(value)).isEqualTo(value);
    if (!(value instanceof List)) {
      assertThat(roundTrip(value)).hasSameClassAs(value);
    }
  }

  @Test
  void nullComesBack() {
    assertThat(roundTrip(null)).isNull();
  }

  @Test
  void arraysComeBackEqual() {
    assertThat((byte[]) roundTrip(new byte[] {1, -1})).containsExactly(1, -1);
    assertThat((int[]) roundTrip(new int[] {1, -1})).containsExactly(1, -1);
    assertThat((long[]) roundTrip(new long[] {1, -1})).containsExactly(1, -1);
    assertThat((double[]) roundTrip(new double[] {1, -1})).containsExactly(1, -1);
    assertThat((float[]) roundTrip(new float[] {1, -1})).containsExactly(1, -1);
    assertThat((char[]) roundTrip(new char[] {'a'})).containsExactly('a');
    assertThat((boolean[]) roundTrip(new boolean[] {true})).containsExactly(true);
    assertThat((String[]) roundTrip(new String[] {"a", null})).containsExactly("a", null);
    assertThat((Object[]) roundTrip(new Object[] {"a", null, 1})).containsExactly("a", null, 1);
    assertThat((int[][]) roundTrip(new int[][] {{1}, {}})).isDeepEqualTo(new int[][] {{1}, {}});
    assertThat((Point[]) roundTrip(new Point[] {null})).containsExactly((Point) null);
  }

  @Test
  void collectionsOfTheJdkKeepWhatIsNotAnElement() {
    TreeMap<String, Integer> reversed = new TreeMap<>(Collections.reverseOrder());
    reversed.put("a", 1);
    reversed.put("b", 2);
    assertThat(((TreeMap<?, ?>) roundTrip(reversed)).firstKey()).isEqualTo("b");
    assertThat(((ArrayDeque<?>) roundTrip(new ArrayDeque<>(List.of(1, 2)))).peekLast())
        .isEqualTo(2);
    assertThat(((AtomicLong) roundTrip(new AtomicLong(5))).get()).isEqualTo(5);
  }

  @Test
  void listsStayMutableOrImmutableAsTheyWere() {
    assertThat(roundTrip(new ArrayList<>(List.of(1)))).isInstanceOf(ArrayList.class);
    for (List<?> list : List.of(List.of(1), List.of(1, 2, 3), Stream.of(1, null).toList())) {
      assertThatThrownBy(() -> ((List<?>) roundTrip(list)).remove(0))
          .isInstanceOf(UnsupportedOperationException.class);
      assertThat(((Box) roundTrip(new Box(list))).content).isEqualTo(list);
    }
  }

  @Test
  void classesNeedNeitherSerializableNorAConstructorWithoutArguments() {
    assertThat(((Account) roundTrip(new Account("x", 7))).sum()).isEqualTo("x7");
  }

  @Test
  void classesThatSaySoSerializeThemselves() {
    assertThat(((Doubling) roundTrip(new Doubling(4))).n).isEqualTo(8);
  }

  @Test
  void collectionsOfUsersKeepTheirFields() {
    Named<Integer> named = new Named<>("n");
    named.add(1);
    Named<?> read = (Named<?>) roundTrip(named);
    assertThat(read.name).isEqualTo("n");
    assertThat(read).hasSize(1);
  }

  @Test
  void circlesAndSharedReferencesWithinAnObjectAreKept() {
    Ring ring = new Ring();
    ring.next = new Ring();
    ring.next.next = ring;
    Ring read = (Ring) roundTrip(ring);
    assertThat(read.next).isNotSameAs(read);
    assertThat(read.next.next).isSameAs(read);
  }

  @Test
  void aListThatContainsItselfDoesNotRunForever() {
    List<Object> list = new ArrayList<>();
    list.add(list);
    Object read = roundTrip(list);
    for (int i = 0; i < 100; i++) {
      read = ((List<?>) read).get(0);
    }
    assertThat(read).isInstanceOf(ArrayList.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100, 127, 128, 1000, 5000, 70_000, 300_000})
  void longStringsAndArraysCrossBuffersOfAnySize(int length) {
    String latin = "é".repeat(length);
    String wide = "日".repeat(length);
    byte[] bytes = new byte[length];
    double[] doubles = new double[length];
    new Random(length).nextBytes(bytes);
    ByteArrayOutputStream sink = new ByteArrayOutputStream();
    try (Output out = new Output(sink, 64)) {
      for (Object value : List.of(latin, wide, bytes, doubles, "end")) {
        serializer.write(out, value);
      }
    }
    Input in = new Input(new ByteArrayInputStream(sink.toByteArray()), 64);
    assertThat(serializer.read(in)).isEqualTo(latin);
    assertThat(serializer.read(in)).isEqualTo(wide);
    assertThat(serializer.read(in)).isEqualTo(bytes);
    assertThat(serializer.read(in)).isEqualTo(doubles);
    assertThat(serializer.read(in)).isEqualTo("end");
    assertThat(in.end()).isTrue();
  }

  @Test
  void recordsStandForThemselves() {
    Account account = new Account("x", 7);
    byte[] first = serializer.toBytes(account);
    assertThat(serializer.toBytes(account)).isEqualTo(first);
    assertThat(serializer.toBytes("short")).hasSize(6);
    assertThat(serializer.toBytes(1L)).hasSize(1);
  }

  private Object roundTrip(Object value) {
    return serializer.fromBytes(serializer.toBytes(value));
  }

  static final class Account {
    private final String owner;
    private final int cents;

    Account(String owner, int cents) {
      this.owner = owner;
      this.cents = cents;
    }

    String sum() {
      return owner + cents;
    }
  }

  static final class Doubling implements Serializable {
    private static final long serialVersionUID = 1L;
    final int n;

    Doubling(int n) {
      this.n = n;
    }

    private Object readResolve() {
      return n == 4 ? new Doubling(8) : this;
    }
  }

  static final class Named<T> extends ArrayList<T> {
    private static final long serialVersionUID = 1L;
    final String name;

    Named(String name) {
      this.name = name;
    }
  }

  static final class Box {
    final Object content;

    Box(Object content) {
      this.content = content;
    }
  }

  static final class Ring {
    Ring next;
  }
}
