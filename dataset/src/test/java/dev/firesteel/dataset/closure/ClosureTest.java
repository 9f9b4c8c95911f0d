package dev.firesteel.dataset.closure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.dataset.function.SerializableFunction;
import dev.firesteel.dataset.function.SerializableSupplier;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ClosureTest {
  /** Does not serialize. */
  static final class Connection {
    int port = 80;
  }

  static final class Client implements Serializable {
    final Connection conn = new Connection();
    transient Connection cached = new Connection();
  }

  record Limits(int low, String name, TimeUnit unit) implements Serializable {}

  static final class Counter implements SerializableSupplier<Integer> {
    private int count;

    @Override
    public Integer get() {
      return ++count;
    }
  }

  private final Connection mine = new Connection();

  private static void refused(SerializableSupplier<?> function, String... parts) {
    assertThatThrownBy(() -> Closure.capture("map", function))
        .isInstanceOf(FiresteelException.class)
        .hasMessageStartingWith("Cannot pass this function to map: ")
        .hasMessageContainingAll(parts);
  }

  @Test
  void namesTheArgumentAndTheFieldsOnTheWayToTheCulprit() {
    Client client = new Client();
    refused(
        () -> client.conn.port,
        "the lambda in dev.firesteel.dataset.closure.ClosureTest.namesTheArgument",
        "captures argument 0 (dev.firesteel.dataset.closure.ClosureTest$Client)"
            + " -> field conn (dev.firesteel.dataset.closure.ClosureTest$Connection)"
            + " does not serialize (make it transient, create it inside the function");
  }

  @Test
  void namesTheEnclosingObjectOfALambda() {
    refused(() -> mine.port, "captures this (dev.firesteel.dataset.closure.ClosureTest) does not");
  }

  @Test
  void namesTheEnclosingObjectOfAnAnonymousClass() {
    refused(
        new SerializableSupplier<Integer>() {
          @Override
          public Integer get() {
            return mine.port;
          }
        },
        "the function (dev.firesteel.dataset.closure.ClosureTest$",
        "-> field this$0 (dev.firesteel.dataset.closure.ClosureTest) does not serialize");
  }

  @Test
  void namesElementsAndEntries() {
    List<Object> list = new ArrayList<>(List.of("fine", new Connection()));
    Map<String, Object> map = Map.of("here", new Object[] {1, new Connection()});
    refused(() -> list, "argument 0 (java.util.ArrayList) -> element 1 (dev");
    refused(() -> map, "-> the value of key here (java.lang.Object[]) -> [1] (dev");
  }

  @Test
  void namesALambdaInsideALambda() {
    Connection conn = new Connection();
    SerializableFunction<Integer, Integer> inner = x -> x + conn.port;
    refused(
        () -> inner.apply(1), "captures argument 0 (", "captures argument 0 (dev", "Connection)");
  }

  @Test
  void survivesCycles() {
    List<Object> list = new ArrayList<>();
    list.add(list.getClass());
    List<Object> other = new ArrayList<>(List.of(list));
    list.add(other);
    list.add(new Connection());
    refused(() -> list.size(), "-> element 2 (dev");
  }

  @Test
  void capturesNow() throws Exception {
    int[] number = {1};
    Closure<SerializableSupplier<Integer>> closure = Closure.capture("map", () -> number[0]);
    number[0] = 2;
    assertThat(closure.get().get()).isEqualTo(1);
  }

  @Test
  void sharesWhatCannotChange() {
    String text = "text";
    long number = 3;
    Limits limits = new Limits(1, "one", TimeUnit.DAYS);
    Optional<LocalDate> day = Optional.of(LocalDate.EPOCH);
    SerializableFunction<Integer, Integer> inner = x -> x + 1;
    SerializableSupplier<Object> nothing = () -> 1;
    SerializableSupplier<Object> values = () -> text + number;
    SerializableSupplier<Object> records = () -> limits;
    SerializableSupplier<Object> lambdas = () -> inner;
    SerializableSupplier<Object> closures = Closure.capture("map", nothing)::get;
    assertThat(List.of(nothing, values, records, lambdas, closures))
        .allMatch(Shareability::shareable);
    assertThat(Shareability.shareable(day)).isTrue();
    assertThat(Shareability.shareable(null)).isTrue();
  }

  @Test
  void copiesWhatMayChange() {
    int[] array = {1};
    List<Integer> list = List.of(1);
    AtomicInteger atomic = new AtomicInteger();
    SerializableSupplier<Object> arrays = () -> array;
    SerializableSupplier<Object> lists = () -> list;
    SerializableSupplier<Object> atomics = () -> atomic;
    Closure<SerializableSupplier<Object>> copied = Closure.capture("map", arrays);
    SerializableSupplier<Object> closures = () -> copied;
    SerializableSupplier<Object> sneaky =
        (SerializableSupplier<Object> & Serializable) () -> new Limits(1, "", TimeUnit.DAYS);
    assertThat(List.of(arrays, lists, atomics, closures, new Counter()))
        .noneMatch(Shareability::shareable);
    assertThat(Shareability.shareable(sneaky)).isTrue();
  }

  @Test
  void givesFreshCopiesOnlyOfWhatMayChange() {
    Closure<ArrayList<Integer>> list = Closure.capture("fold", new ArrayList<>(List.of(1)));
    Closure<String> text = Closure.capture("fold", "x");
    assertThat(list.fresh()).isNotSameAs(list.fresh()).isEqualTo(List.of(1));
    assertThat(text.fresh()).isSameAs(text.fresh());
    assertThat(Closure.<Object>capture("fold", null).get()).isNull();
  }
}
