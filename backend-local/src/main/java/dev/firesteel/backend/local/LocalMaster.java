package dev.firesteel.backend.local;

import dev.firesteel.api.backend.MasterUrl;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a local master URL says. */
sealed interface LocalMaster {
  /** The forms that {@link #parse} takes, for help and errors. */
  String FORMS =
      "local, local[n], local[*], local[n,maxFailures], local[*,maxFailures],"
          + " local-cluster[n,cores,MiB]";

  /** The least heap with which an executor starts. */
  long LEAST_MIB = 64;

  /** One executor on threads of this JVM. */
  record Threads(int cores, OptionalInt maxFailures) implements LocalMaster {}

  /** Executors in JVMs of their own, one for each worker. */
  record Processes(int workers, int cores, long memoryMiB) implements LocalMaster {}

  /** Whether the URL means this backend, well-formed or not. */
  static boolean isLocal(MasterUrl master) {
    return Syntax.KIND.matcher(master.value()).matches();
  }

  /**
   * Reads a URL.
   *
   * @throws FiresteelException if it has none of the {@link #FORMS}
   */
  static LocalMaster parse(MasterUrl master) {
    String text = master.value();
    if (text.equals("local")) {
      return new Threads(1, OptionalInt.empty());
    }
    Matcher threads = Syntax.THREADS.matcher(text);
    if (threads.matches()) {
      int cores =
          threads.group(1).equals("*")
              ? Runtime.getRuntime().availableProcessors()
              : number(master, "cores", threads.group(1), 1);
      return new Threads(
          cores,
          Optional.ofNullable(threads.group(2))
              .map(n -> OptionalInt.of(number(master, "maxFailures", n, 1)))
              .orElse(OptionalInt.empty()));
    }
    Matcher processes = Syntax.PROCESSES.matcher(text);
    if (processes.matches()) {
      return new Processes(
          number(master, "executors", processes.group(1), 1),
          number(master, "cores", processes.group(2), 1),
          number(master, "MiB", processes.group(3), LEAST_MIB));
    }
    throw malformed(master, "it has none of the right forms");
  }

  private static int number(MasterUrl master, String what, String digits, long least) {
    int value;
    try {
      value = Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      throw malformed(master, what + " " + digits + " is too large");
    }
    if (value < least) {
      throw malformed(master, what + " must be at least " + least + ", not " + value);
    }
    return value;
  }

  private static FiresteelException malformed(MasterUrl master, String why) {
    return new FiresteelException(
        ErrorCategory.CONFIGURATION,
        "Cannot use master '" + master + "': " + why + " (use one of " + FORMS + ")");
  }

  /** The grammar. */
  final class Syntax {
    private static final Pattern KIND =
        Pattern.compile("local(-cluster)?([^a-z0-9.:_-].*)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern THREADS = Pattern.compile("local\\[(\\*|\\d+)(?:,(\\d+))?]");
    private static final Pattern PROCESSES =
        Pattern.compile("local-cluster\\[(\\d+),(\\d+),(\\d+)]");

    private Syntax() {}
  }
}
