package dev.firesteel.backend.yarn.container;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text on its way through a NodeManager into a process.
 *
 * <p>A NodeManager replaces its marks, {@code <LOG_DIR>} and others, and double braces in all it is
 * given. Then it writes a script for bash with {@code export NAME="value"} for each variable, and
 * {@code exec /bin/bash -c "command"} at its end: the command goes through a shell twice. So
 * literal text has no two characters together that the NodeManager knows, and is quoted once for
 * each shell.
 */
final class ShellText {
  /** The NodeManager puts the directory of the container's logs here. */
  static final String LOG_DIR = "<LOG_DIR>";

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern REFERENCE = Pattern.compile("\\{\\{(" + NAME.pattern() + ")}}");
  private static final Pattern SPECIAL = Pattern.compile("[\\\\\"$`]");
  private static final Pattern MARK = Pattern.compile("[<{}]");

  private ShellText() {}

  /** Whether a shell can export a variable of this name. */
  static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /** A word of the command, as it is. */
  static String word(String literal) {
    String quoted = "'" + literal.replace("'", "'\\''") + "'";
    return MARK.matcher(quoted).replaceAll("$0''");
  }

  /** A word of the command, as it is but for {@code <LOG_DIR>}. */
  static String wordWithLogDirectory(String text) {
    String[] pieces = text.split(Pattern.quote(LOG_DIR), -1);
    StringBuilder word = new StringBuilder(word(pieces[0]));
    for (int i = 1; i < pieces.length; i++) {
      word.append('"').append(LOG_DIR).append('"').append(word(pieces[i]));
    }
    return word.toString();
  }

  /** A line that sets and exports a variable, for a shell that reads it from a file. */
  static String export(String name, String value) {
    return "export " + name + "='" + value.replace("'", "'\\''").replace("\n", "'$'\\n''") + "'";
  }

  /** What a NodeManager is given as the command, for a script that the inner shell runs. */
  static String command(String script) {
    return SPECIAL.matcher(script).replaceAll("\\\\$0");
  }

  /**
   * What a NodeManager is given as a variable's value: as it is, but for {@code {{NAME}}}, which is
   * the value of another variable.
   */
  static String value(String text) {
    StringBuilder value = new StringBuilder();
    Matcher reference = REFERENCE.matcher(text);
    int from = 0;
    while (reference.find()) {
      value.append(literalValue(text.substring(from, reference.start())));
      value.append(reference.group()).append("\"\""); // else the name goes on with what follows
      from = reference.end();
    }
    return value.append(literalValue(text.substring(from))).toString();
  }

  private static String literalValue(String text) {
    return MARK.matcher(command(text)).replaceAll("$0\"\"");
  }
}
