package dev.firesteel.containers.program;

import dev.firesteel.dataset.Session;
import java.util.Set;

/**
 * Writes the input of the other programs, always the same: {@code OUT [--size N] [--files N]}.
 * Below {@code OUT} come {@code text}, {@code records}, {@code people}, {@code orders} and {@code
 * links}, each in so many files (4).
 *
 * <p>The size (10,000) is that of {@code records} and {@code orders}; the others are smaller.
 */
public final class InputMain {
  private InputMain() {}

  /** Runs it. */
  public static void main(String[] words) {
    Options options =
        Options.parse("InputMain OUT [--size N] [--files N]", 1, Set.of("size", "files"), words);
    int size = options.number("size", 10_000);
    int files = options.number("files", 4);
    Run.program("input", session -> write(session, options.path(0), size, files));
  }

  private static void write(Session session, String out, int size, int files) {
    int persons = Math.max(1, size / 10);
    int nodes = Math.max(1, size / 20);
    Data.numbers(session, size / 5, files).map(Data::line).saveAsTextFile(out + "/text");
    Data.numbers(session, size, files).map(Data::record).saveAsTextFile(out + "/records");
    Data.numbers(session, persons, files).map(Data::person).saveAsTextFile(out + "/people");
    Data.numbers(session, size, files)
        .map(number -> Data.order(number, persons))
        .saveAsTextFile(out + "/orders");
    Data.numbers(session, nodes * 5, files)
        .map(number -> Data.link(number, nodes))
        .saveAsTextFile(out + "/links");
  }
}
