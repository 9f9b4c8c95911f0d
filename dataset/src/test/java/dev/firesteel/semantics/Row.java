package dev.firesteel.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.dataset.Session;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** One line of a table of semantics: what a program computes and what must come out. */
record Row(String name, Program program, Consumer<Program.Run> check) {
  /** A program over a session. */
  interface Program {
    Object run(Session session) throws Exception;

    /** A program that is about to run. */
    interface Run {
      Object result() throws Exception;
    }
  }

  static Row gives(String name, Object expected, Program program) {
    return new Row(
        name,
        program,
        run -> {
          try {
            assertThat(run.result()).isEqualTo(expected);
          } catch (Exception e) {
            throw new AssertionError(name + " failed: " + e, e);
          }
        });
  }

  static Row fails(String name, String message, Program program) {
    return new Row(
        name,
        program,
        run ->
            assertThatThrownBy(run::result)
                .isInstanceOfAny(FiresteelException.class, IllegalArgumentException.class)
                .hasMessageContaining(message));
  }

  void run(Session session) {
    check.accept(() -> program.run(session));
  }

  /** The elements as a list in an order of their own, for datasets whose order is not defined. */
  static <T> List<T> sorted(Collection<T> elements) {
    List<T> list = new ArrayList<>(elements);
    list.sort(Comparator.comparing(String::valueOf));
    return list;
  }
}
