package dev.firesteel.backend.yarn.container;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What YARN says of an ended container, without what says nothing.
 *
 * @param said what a person or a daemon had to say, on one line; may be empty
 * @param log the end of the process's standard error, or of what went wrong before it began; may be
 *     empty
 * @param whole all that YARN said
 */
record Diagnostics(String said, String log, String whole) {
  private static final Pattern STAMP =
      Pattern.compile("(?m)^\\[\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d[.,]\\d{3}]");

  /** A NodeManager says at most this of a file, and the next thing it says begins with a stamp. */
  private static final Pattern TAIL =
      Pattern.compile(
          "Last \\d+ bytes of (prelaunch\\.err|\\S*stderr\\S*) :\\n(.*?)(?=Last \\d+ bytes of |"
              + STAMP.pattern()
              + "Container exited|\\z)",
          Pattern.DOTALL | Pattern.MULTILINE);

  /** Lines that every container has, or that only a user of YARN's own tools needs. */
  private static final List<String> BOILERPLATE =
      List.of(
          "Exception from container-launch",
          "Container id: ",
          "Exit code: ",
          "Exception message: ",
          "Shell output: ",
          "Shell error output: ",
          "Container exited with a non-zero exit code",
          "Container killed on request. Exit code is",
          "Killed by external signal",
          "Error files: ",
          "For more detailed output, check");

  /** Lines of standard error that are there whatever happened. */
  private static final List<String> NOISE =
      List.of(
          "Picked up JAVA_TOOL_OPTIONS: ",
          "Picked up JDK_JAVA_OPTIONS: ",
          "NOTE: Picked up JDK_JAVA_OPTIONS: ",
          "Picked up _JAVA_OPTIONS: ");

  private static final int LONGEST = 1000;

  /** Reads them. */
  static Diagnostics of(String text) {
    String log = "";
    Matcher tail = TAIL.matcher(text);
    while (tail.find()) {
      String lines = without(NOISE, tail.group(2)).strip();
      log = lines.isEmpty() ? log : lines;
    }
    String rest = STAMP.matcher(TAIL.matcher(text).replaceAll("")).replaceAll("");
    String dumped = rest.replaceAll("(?s)Dump of the process-tree for .*", "");
    String line =
        without(BOILERPLATE, dumped)
            .lines()
            .map(String::strip)
            .filter(each -> !each.isEmpty() && !each.startsWith("at "))
            .distinct()
            .collect(Collectors.joining(" "));
    return new Diagnostics(
        line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line, log, text);
  }

  private static String without(List<String> beginnings, String text) {
    return text.lines()
        .filter(line -> beginnings.stream().noneMatch(line::startsWith))
        .collect(Collectors.joining("\n"));
  }

  /** What was said, in brackets, or nothing. */
  String inBrackets() {
    return said.isEmpty() ? "" : " (" + said + ")";
  }

  /** The end of the log for the end of a sentence, or nothing. */
  String withLog(String unneeded) {
    String rest = log.replace(unneeded, "").strip();
    return rest.isEmpty() ? "" : "; the end of its log:\n" + rest;
  }
}
